"use strict";
(() => {
  const known = JSON.parse(document.getElementById("data").textContent);
  const { say, limits, suffixes, unread, lang } = known;
  const at = (id) => document.getElementById(id);
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const here = location.pathname;
  const sections = ["choosing", "working", "result"];
  let chosen = [];
  const refused = new Map();  // what was not taken, to be told again with the result
  let batch = "";
  let sending = null;
  let asking = 0;

  const element = (kind, name, text) => {
    const made = document.createElement(kind);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const show = (name) => sections.forEach((each) => { at(each).hidden = each !== name; });
  const tell = (text) => { at("live").textContent = text; };
  const trouble = (text) => { at("trouble").textContent = text; at("trouble").hidden = !text; };
  const size = (bytes) => bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
  const address = (path) => `${here}batches/${batch}${path}`;

  const refuse = (name, why) => {
    at("refused").append(element("li", "", `${name}: ${why}`));
    refused.set(name, why);
  };

  const reason = (file) => {
    const dot = file.name.lastIndexOf(".");
    const suffix = dot < 0 ? "" : file.name.slice(dot).toLowerCase();
    if (!suffixes.includes(suffix)) return unread[suffix] || say.format;
    if (chosen.length >= limits.files) return filled(say.many, { most: limits.files });
    const total = chosen.reduce((sum, each) => sum + each.size, file.size);
    return total > limits.size ? filled(say.large, { most: Math.floor(limits.size / 1e6) }) : "";
  };

  const add = (files) => {
    at("refused").replaceChildren();
    trouble("");
    for (const file of files) {
      if (chosen.some((each) => each.name === file.name && each.size === file.size && each.lastModified === file.lastModified)) continue;
      const why = reason(file);
      if (why) refuse(file.name, why);
      else {
        chosen.push(file);
        refused.delete(file.name);
      }
    }
    list();
  };

  const list = () => {
    at("chosen").replaceChildren(...chosen.map((file, number) => {
      const line = element("li");
      const remove = element("button", "", "✕");
      remove.type = "button";
      remove.setAttribute("aria-label", filled(say.remove, { name: file.name }));
      remove.addEventListener("click", () => { chosen.splice(number, 1); list(); at("choose").focus(); });
      line.append(element("span", "name", file.name), element("span", "size", size(file.size)), remove);
      return line;
    }));
    at("go").hidden = !chosen.length;
    at("count").textContent = filled(say.chosen, { n: chosen.length });
    tell(chosen.length ? at("count").textContent : "");
  };

  const ask = async (method, path) => {
    let answer;
    try {
      answer = await fetch(path, { method, cache: "no-store" });
    } catch {
      throw new Error(say.lost);
    }
    if (answer.status === 204) return {};
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(told.message || (answer.status === 404 ? say.removed : say.lost));
    return told;
  };

  const send = (file, before, total) => new Promise((done, fail) => {
    const request = sending = new XMLHttpRequest();
    request.open("PUT", `${address("/files")}?name=${encodeURIComponent(file.name)}`);
    request.upload.addEventListener("progress", (event) => { at("progress").value = total ? (before + event.loaded) / total : 1; });
    request.addEventListener("load", () => {
      let told = {};
      try { told = JSON.parse(request.responseText); } catch { /* nothing was said */ }
      if (request.status === 200) done();
      else fail(new Error(`${file.name}: ${told.message || say.lost}`));
    });
    request.addEventListener("error", () => fail(new Error(say.lost)));
    request.addEventListener("abort", () => fail(new Error("")));
    request.send(file);
  });

  const start = async () => {
    trouble("");
    at("refused").replaceChildren();
    show("working");
    at("state").textContent = say.sending;
    at("progress").value = 0;
    at("cancel").focus();
    tell(say.sending);
    try {
      batch = (await ask("POST", `${here}batches?lang=${lang}`)).batch;
      history.replaceState(null, "", `#${batch}`);
      const total = chosen.reduce((sum, file) => sum + file.size, 0);
      let before = 0;
      for (const file of chosen) {
        await send(file, before, total);
        before += file.size;
      }
      sending = null;
      await ask("POST", address("/start"));
      look();
    } catch (error) {
      await leave();
      trouble(error.message);
    }
  };

  const look = async () => {
    let told;
    const asked = batch;
    try {
      told = await ask("GET", address(""));
    } catch (error) {
      if (asked !== batch) return;
      await leave();
      return trouble(error.message);
    }
    if (asked !== batch) return;
    if (told.state === "done") return result(told.result);
    if (told.state === "failed") {
      await leave();
      return trouble(`${say.failed}: ${told.message}`);
    }
    const working = told.state === "working";
    const text = working ? (told.done ? filled(say.progress, told) : say.working) : say.waiting;
    if (at("state").textContent !== text) tell(text);
    at("state").textContent = text;
    if (working && told.done) at("progress").value = told.done / told.total;
    else at("progress").removeAttribute("value");
    asking = setTimeout(look, 300);
  };

  const audited = (file, number) => {
    const line = element("li");
    line.append(element("span", "name", file.name));
    if (file.problem) line.append(element("span", "bad", `${say["not-read"]}: ${file.problem}`));
    if (file.coverage) {
      const fine = !file.errors && !file.warnings;
      line.append(element("span", file.errors ? "bad" : fine && !file.problem ? "fine" : "", filled(say[fine ? "holds" : "file-summary"], file)));
    }
    if (file.copy) {
      const link = element("a", "copy", filled(say.copy, { name: file.copy }));
      link.href = address(`/copies/${number}`);
      line.append(link);
    }
    return line;
  };

  const result = (told) => {
    show("result");
    at("summary").textContent = told.summary;
    at("report").href = address("/report");
    at("report-save").href = address("/report?download");
    at("letter").href = address("/letter.xlsx");
    at("letter-csv").href = address("/letter.csv");
    at("all-copies").href = address("/copies.zip");
    at("all-copies").hidden = !told.packed;
    at("audited").replaceChildren(...told.files.map(audited));
    const untaken = [...refused].map(([name, why]) => `${name}: ${say["not-read"]}: ${why}`);
    at("remarks").replaceChildren(...[...untaken, ...told.remarks].map((remark) => element("li", "", remark)));
    tell(told.summary);
    at("result-head").focus();
  };

  const leave = async () => {
    clearTimeout(asking);
    const old = batch;
    if (sending) { const request = sending; sending = null; request.abort(); }
    batch = "";
    history.replaceState(null, "", location.pathname + location.search);
    show("choosing");
    if (old) await ask("DELETE", `${here}batches/${old}`).catch(() => {});
  };

  const within = async (entry) => {
    if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {  // a reader gives a hundred at a time
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return found;
      for (const each of some) if (!each.name.startsWith(".")) found.push(...await within(each));
    }
  };

  const dropped = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    if (!entries.length) return add(transfer.files);
    const files = [];
    for (const entry of entries) files.push(...await within(entry));
    add(files);
  };

  if (/^#[\w-]+$/.test(location.hash)) {  // the page was loaded again
    batch = location.hash.slice(1);
    show("working");
    look();
  }
  at("choose").addEventListener("click", () => at("files").click());
  at("files").addEventListener("change", () => { add(at("files").files); at("files").value = ""; if (chosen.length) at("start").focus(); });
  at("start").addEventListener("click", start);
  at("cancel").addEventListener("click", leave);
  at("again").addEventListener("click", async () => { chosen = []; refused.clear(); await leave(); list(); at("choose").focus(); });
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      at("drop").classList.toggle("over", !at("choosing").hidden && (name === "dragenter" || name === "dragover"));
      if (name === "drop" && !at("choosing").hidden) dropped(event.dataTransfer);
    });
  }
})();
