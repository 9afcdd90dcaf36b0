"use strict";
/* Reads the JSON in the page, builds what it shows with textContent only, and asks for nothing. */
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  document.documentElement.classList.remove("no-js");

  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  /* A paragraph: pieces were cut in Python, nothing is counted here. */
  const paragraph = ([index, sentence, marks]) => {
    const [, kind, pieces] = data.passages[index];
    const node = make("p", "passage " + (kind === "heading" || kind === "title" ? "head" : ""));
    node.dir = "auto";
    let dim = null;
    pieces.forEach((piece, at) => {
      const held = marks.filter(([, from, to]) => from <= at && at < to);
      const inside = sentence && sentence[0] <= at && at < sentence[1];
      let leaf;
      if (held.length) {
        leaf = make("mark", "m-" + held[0][0], piece);
        leaf.dataset.fields = held.map(([field]) => field).join(" ");
        const opens = [...new Set(held.filter(([, from]) => from === at).map(([field]) => data.labels[field] || "evidence"))];
        if (opens.length) leaf.dataset.label = opens.join(" \u00b7 ");
        dim = null;
        node.append(leaf);
      } else if (inside) {
        dim = null;
        node.append(make("span", "anchor", piece));
      } else {
        if (!dim) node.append((dim = make("span", "around")));
        dim.append(piece);
      }
    });
    return node;
  };

  const fill = (box) => {
    if (box.childNodes.length) return;
    let last = null;
    for (const part of data.rows[box.dataset.row] || []) {
      if (last !== null && part[0] !== last + 1) box.append(make("p", "gap", "[\u2026]"));
      box.append(paragraph(part));
      last = part[0];
    }
  };

  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details.proof") && event.target.open)
      event.target.querySelectorAll(".context").forEach(fill);
  }, true);

  /* Choosing a point or a reference opens the evidence where the reader is. */
  const dialog = $("evidence");
  const show = (key) => {
    const row = $(key);
    if (!row || !dialog.showModal) return false;
    const copy = row.cloneNode(true);
    copy.removeAttribute("id");
    copy.hidden = false;
    copy.querySelectorAll("details.proof").forEach((one) => { one.open = true; });
    copy.querySelectorAll(".context").forEach((box) => { box.replaceChildren(); fill(box); });
    const link = make("a", "there", "Show in the list");
    link.href = "#" + key;
    link.addEventListener("click", () => { dialog.close(); row.closest("[hidden]") && reset(); });
    $("evidence-body").replaceChildren(copy, link);
    dialog.showModal();
    dialog.scrollTop = 0;
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-open]");
    if (link && !event.ctrlKey && !event.metaKey && show(link.dataset.open)) event.preventDefault();
    if (event.target === dialog) dialog.close();
  });

  /* Filter */
  const form = $("filter");
  const charts = {};
  const reset = () => { if (form) { form.reset(); apply(); } };
  const apply = () => {
    const choice = new FormData(form);
    const words = (choice.get("words") || "").toString().trim().toLocaleLowerCase();
    const rows = [...document.querySelectorAll("#list .row")];
    const shown = new Set();
    for (const row of rows) {
      const fits = ["event", "status", "language", "speaker"].every(
        (name) => !choice.get(name) || row.dataset[name] === choice.get(name));
      row.hidden = !(fits && (!words || row.querySelector(".quote").textContent.toLocaleLowerCase().includes(words)));
      if (!row.hidden) shown.add(row.id);
    }
    const all = shown.size === rows.length;
    document.querySelectorAll("#list .decade").forEach((one) => { one.hidden = !one.querySelector(".row:not([hidden])"); });
    document.querySelectorAll("#list .silence:not(#none)").forEach((one) => { one.hidden = !all; });
    $("none").hidden = shown.size > 0;
    $("shown").textContent = all ? rows.length + (rows.length === 1 ? " report" : " reports") : shown.size + " of " + rows.length + " reports";
    if (charts.timeline) charts.timeline.data("points", all ? points : points.filter((one) => shown.has(one.id))).runAsync();
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
  }

  /* Charts: the still picture stays for print and wherever this fails. */
  const tip = $("tip");
  const tooltip = (_, event, item, value) => {
    const key = item && item.datum && item.datum.id;
    if (!item || value === null || value === undefined) { tip.hidden = true; return; }
    const row = key && $(key);
    tip.replaceChildren();
    if (row) {
      tip.append(make("strong", "", row.querySelector(".when time").textContent + " \u00b7 " + row.querySelector(".class").textContent));
      tip.append(make("span", "", row.querySelector(".quote").textContent));
    } else tip.append(make("span", "", String(value.label || value)));
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = Math.max(8, Math.min(event.clientX + 14, innerWidth - box.width - 8)) + "px";
    tip.style.top = (event.clientY + box.height + 24 > innerHeight ? event.clientY - box.height - 12 : event.clientY + 16) + "px";
  };
  let points = [];
  const named = (data.charts.timeline && data.charts.timeline.datasets) || {};
  if (window.vegaEmbed) {
    for (const box of document.querySelectorAll("[data-chart]")) {
      const name = box.dataset.chart;
      if (name === "timeline") points = named.points || [];
      box.parentNode.classList.add("is-live");
      window.vegaEmbed(box, data.charts[name], { actions: false, ast: true, defaultStyle: false, renderer: "svg", logLevel: 1, tooltip })
        .then(({ view }) => {
          charts[name] = view;
          box.dataset.ready = "yes";
          view.addEventListener("click", (_, item) => { if (item && item.datum && item.datum.id) { tip.hidden = true; show(item.datum.id); } });
        })
        .catch(() => { box.parentNode.classList.remove("is-live"); });
    }
  }

  /* A link from outside to a row opens its evidence. */
  const open = () => {
    const row = location.hash && $(location.hash.slice(1));
    const proof = row && row.querySelector && row.matches(".row") && row.querySelector("details.proof");
    if (proof) proof.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();
