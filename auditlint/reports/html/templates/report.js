"use strict";
(() => {
  const $ = (query, from = document) => from.querySelector(query);
  const $$ = (query, from = document) => [...from.querySelectorAll(query)];
  const data = JSON.parse($("#data").textContent);
  const say = data.say;
  const many = data.files.length > 1;
  const pictures = new Map();
  const inspector = $(".inspector");
  let shown = many ? -1 : 0;
  let origin = null;

  /* Everything a filing says becomes text, never markup. */
  function make(tag, className, ...content) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...content.filter((each) => each !== null && each !== undefined && each !== ""));
    return made;
  }

  // The texts of the filings

  async function unpack(number) {
    const packed = $("#p" + number).textContent;
    if (!packed) return null;
    const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text());
  }

  function picture(number) {
    if (!pictures.has(number)) pictures.set(number, build(number));
    return pictures.get(number);
  }

  async function build(number) {
    const page = $("#f" + number + " .page");
    let read = null;
    let problem = say["no-text"];
    if (typeof DecompressionStream === "undefined") problem = say["old-browser"];
    else read = await unpack(number);
    if (read === null) {
      page.append(make("p", "quiet", problem));
      return { marks: [], checks: [], elements: [], byPlace: new Map() };
    }
    read.elements = read.marks.map(() => []);
    read.byPlace = new Map(read.marks.map((mark, index) => [mark.at, index]));
    page.classList.toggle("plain", read.plain);
    page.append(...read.blocks.map((block) => element(read, block)));
    const first = read.elements.find((each) => each.length);
    if (first) first[0].tabIndex = 0;
    for (const key of $$("#f" + number + " .key")) {
      const count = read.marks.filter((mark) => mark.s === key.dataset.state && mark.w).length;
      $("b", key).textContent = count;
      key.hidden = !count;
    }
    return read;
  }

  function element(read, [kind, head, content]) {
    if (kind === "p") return make("h5", "", head);
    if (kind === "t") {
      const rows = head.map(([number, cells]) => make("tr", "", make("th", "", String(number)), ...cells.map((cell) => tableCell(read, cell))));
      return make("div", "scroll", make("table", "", make("tbody", "", ...rows)));
    }
    const line = make("div", "line", ...pieces(read, content));
    line.dataset.number = head;
    if (read.plain && /\S {2,}\S/.test(line.textContent)) line.classList.add("columns");
    return line;
  }

  function tableCell(read, [content, columns, rows]) {
    const cell = make("td", content.length && content.every((piece) => typeof piece !== "string" || /^[\s%]*$/.test(piece)) ? "n" : "", ...pieces(read, content));
    if (columns > 1) cell.colSpan = columns;
    if (rows > 1) cell.rowSpan = rows;
    return cell;
  }

  function pieces(read, content) {
    return content.map((piece) => {
      if (typeof piece === "string") return piece;
      const [index, text] = piece;
      const mark = make("span", "m " + read.marks[index].s, text);
      mark.dataset.mark = index;
      mark.tabIndex = -1;
      mark.setAttribute("role", "button");
      read.elements[index].push(mark);
      return mark;
    });
  }

  // Views

  function open(number, keepPlace) {
    if (shown !== number) darken();
    shown = number;
    if (many) $("#overview").hidden = number >= 0;
    for (const filing of $$(".filing")) filing.hidden = Number(filing.dataset.file) !== number;
    document.body.classList.toggle("reading", number >= 0);
    const hash = number >= 0 ? "#f" + number : "#";
    if (many && location.hash !== hash) history.pushState(null, "", hash);
    if (!keepPlace) scrollTo(0, 0);
    return number >= 0 ? picture(number) : null;
  }

  function fromHash() {
    const found = /^#f(\d+)$/.exec(location.hash);
    open(found && Number(found[1]) < data.files.length ? Number(found[1]) : many ? -1 : 0);
  }

  // Lighting

  /* Back from a figure to the finding that led to it, where they are not side by side. */
  function leave() {
    darken();
    if (origin && !origin.closest(".filing").hidden) origin.scrollIntoView({ block: "nearest" });
    origin = null;
  }

  function darken() {
    for (const each of $$(".lit, .chosen")) each.classList.remove("lit", "chosen");
    inspector.hidden = true;
    document.body.classList.remove("inspecting");
  }

  function light(read, index, name, scroll) {
    for (const each of read.elements[index] || []) each.classList.add(name);
    const [first] = read.elements[index] || [];
    if (first && scroll) first.scrollIntoView({ block: "center", inline: "nearest" });
  }

  async function chooseFinding(finding) {
    const number = Number(finding.dataset.file);
    const read = await open(number, true);
    darken();
    finding.classList.add("chosen");
    for (const jump of $$(".related .jump, .suspects .jump", finding)) {
      if (Number(jump.dataset.file) === number && read.byPlace.has(jump.dataset.at)) light(read, read.byPlace.get(jump.dataset.at), "lit");
    }
    const index = read.byPlace.get(finding.dataset.at);
    finding.focus({ preventScroll: true });
    origin = finding;
    if (index !== undefined) {
      inspect(read, index);
      light(read, index, "chosen", true);
    } else finding.scrollIntoView({ block: "nearest" });
    // Beside the text the findings scroll by themselves; above it there is no room for both.
    const pane = finding.parentElement;
    if (pane.scrollHeight > pane.clientHeight) pane.scrollTop = finding.offsetTop - pane.offsetTop - 40;
  }

  function chooseMark(read, index, scroll) {
    darken();
    for (const number of read.marks[index].c || []) {
      const check = read.checks[number];
      for (const part of [check.p, ...(check.o || [])]) if (typeof part === "number" && part !== index) light(read, part, "lit");
    }
    inspect(read, index);
    light(read, index, "chosen", scroll);
    rove(read, index);
  }

  async function jump(file, at) {
    if (file < 0) return;
    const read = await open(file, true);
    const index = read.byPlace.get(at);
    if (index !== undefined) {
      chooseMark(read, index, true);
      read.elements[index][0].focus({ preventScroll: true });
    }
  }

  function rove(read, index) {
    for (const each of $$(".m[tabindex='0']")) each.tabIndex = -1;
    if (read.elements[index].length) read.elements[index][0].tabIndex = 0;
  }

  // What is told of a figure

  function inspect(read, index) {
    const mark = read.marks[index];
    const close = make("button", "close", "✕");
    close.type = "button";
    close.setAttribute("aria-label", say.close);
    const head = make("header", "", make("span", "m " + mark.s, mark.t), make("span", "tag state " + mark.s, say["state-" + mark.s]), close);
    const parts = [head, make("p", "where", make("b", "", mark.l || ""), " ", make("small", "", mark.w))];
    if (mark.s === "unchecked" && mark.r) parts.push(make("p", "why", say.why + say.colon + mark.r));
    const order = { broken: 0, rounding: 1, unchecked: 2, holds: 3 };
    const checks = (mark.c || []).map((number) => read.checks[number]).sort((a, b) => order[a.v] - order[b.v]);
    parts.push(...checks.map((check) => checkElement(read, check, index)));
    inspector.replaceChildren(...parts);
    inspector.hidden = false;
    inspector.scrollTop = 0;
    document.body.classList.add("inspecting");
  }

  function checkElement(read, check, index) {
    const made = make("section", "check " + check.v);
    made.append(make("h4", "", make("span", "code", check.k), " ", data.rules[check.k] || "", " ", make("span", "tag " + check.v, say["verdict-" + check.v])));
    const printed = typeof check.p === "number" ? read.marks[check.p] : check.p;
    if (check.f) made.append(make("p", "formula", check.f));
    if (check.v !== "unchecked") made.append(make("p", "printed", (check.x ? say.against : say.printed).replace("{a}", printed.t).replace("{x}", check.x)));
    if (check.n) made.append(make("p", "", check.n));
    if (check.r) made.append(make("p", "why", say.why + say.colon + check.r));
    if (check.u) made.append(make("p", "grounds", say.proof + say.colon + check.u));
    if (check.y) made.append(make("p", "grounds", say.slip + say.colon + check.y));
    if (check.q) made.append(make("p", "grounds", make("small", "", say.rivals.replace("{x}", check.q.join(say.comma)))));
    const others = [check.p, ...(check.o || [])].filter((part) => part !== index);
    if (others.length) {
      made.append(make("p", "lead", say.operands), ...others.map((part) => operand(read, part)));
    }
    return made;
  }

  function operand(read, part) {
    const here = typeof part === "number";
    const told = here ? read.marks[part] : part;
    const where = here ? told.w : told.path + " " + told.w;
    const button = make("button", "jump", make("span", "", told.l || ""), " ", make("b", "", told.t), " ", make("small", "", where));
    button.type = "button";
    button.dataset.file = here ? shown : data.files.indexOf(told.path);
    button.dataset.at = told.at;
    return button;
  }

  // Filters

  function filter() {
    const severities = new Set($$("input[name=severity]:checked").map((each) => each.value));
    const rule = $("select[name=rule]").value;
    const words = many ? $("input[name=search]").value.trim().toLowerCase().split(/\s+/).filter(Boolean) : [];
    const narrowed = Boolean(rule) || severities.size < $$("input[name=severity]").length;
    for (const filing of $$(".filing")) {
      const findings = $$(".finding", filing);
      for (const each of findings) each.hidden = !severities.has(each.dataset.severity) || (rule && each.dataset.rule !== rule);
      const left = findings.some((each) => !each.hidden);
      $(".none", filing).hidden = left;
      const row = $("tr[data-open='" + filing.dataset.file + "']");
      if (row) {
        const told = row.dataset.words.toLowerCase();
        row.hidden = (narrowed && !left) || !words.every((word) => told.includes(word));
      }
    }
  }

  function step(by) {
    const findings = $$(".finding").filter((each) => !each.hidden && !($("tr[data-open='" + each.dataset.file + "']") || each).hidden);
    if (!findings.length) return;
    const at = findings.indexOf($(".finding.chosen"));
    let next = at + by;
    if (at < 0) {
      const here = findings.findIndex((each) => Number(each.dataset.file) === shown);
      next = by > 0 ? Math.max(here, 0) : findings.length - 1;
    }
    chooseFinding(findings[(next + findings.length) % findings.length]);
  }

  async function stepMark(by) {
    const read = await picture(shown);
    const marks = $$("#f" + shown + " .page .m");
    const at = marks.indexOf(document.activeElement);
    const next = marks[at + by];
    if (at < 0 || !next) return;
    rove(read, Number(next.dataset.mark));
    next.focus();
  }

  // What a person does

  document.addEventListener("click", (event) => {
    const target = event.target;
    const found = (query) => target.closest(query);
    if (found(".close")) leave();
    else if (found(".print")) print();
    else if (found(".jump")) jump(Number(found(".jump").dataset.file), found(".jump").dataset.at);
    else if (found(".page .m")) picture(shown).then((read) => chooseMark(read, Number(found(".page .m").dataset.mark)));
    else if (found(".key")) found(".filing").classList.toggle("hide-" + found(".key").dataset.state, found(".key").classList.toggle("off"));
    else if (found("[data-filter]")) choose(found("[data-filter]").dataset);
    else if (found("summary")) return;
    else if (found("[data-open]")) {
      event.preventDefault();
      open(Number(found("[data-open]").dataset.open));
    } else if (found(".finding") && !String(getSelection())) chooseFinding(found(".finding"));
  });

  function choose({ filter: by, value }) {
    if (by === "search") $("input[name=search]").value = value;
    else $("select[name=rule]").value = value.split(" ")[0];
    filter();
    $(".files").scrollIntoView();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input:not([type=checkbox]), select");
    if (event.key === "Escape") {
      if (field) field.blur();
      else if (!inspector.hidden) leave();
      else if (many && shown >= 0) open(-1);
    } else if (field) return;
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Enter" && event.target.matches(".finding, .m")) event.target.click();
    else if (event.key === "ArrowRight" && event.target.matches(".m")) stepMark(1);
    else if (event.key === "ArrowLeft" && event.target.matches(".m")) stepMark(-1);
    else return;
    if (event.key !== "Escape") event.preventDefault();
  });

  document.addEventListener("change", filter);
  document.addEventListener("input", filter);
  addEventListener("popstate", fromHash);
  addEventListener("beforeprint", () => $$(".findings details").forEach((each) => { each.open = true; }));
  document.body.classList.add("live");
  fromHash();
})();
