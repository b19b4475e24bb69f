// Pan and zoom, search, and what belongs to the node that was clicked. The graph is in #graph-data, in the form that
// `tickwork graph --format json` prints; elements of the picture carry its keys in data-key and the index of their edge
// in data-edge.
"use strict";
(() => {
  const FOUND_MAX = 50;
  const CLOSE_SCALE = 1;
  const SCALES = [0.02, 4];
  const MARGIN = 16;

  const byId = id => document.getElementById(id);
  const graph = JSON.parse(byId("graph-data").textContent);
  const canvas = byId("canvas");
  const svg = canvas.querySelector("svg");
  const viewport = svg.querySelector(".viewport");
  const size = {width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height};

  const sources = new Map(graph.sources.map(source => [source.key, source]));
  const nodes = new Map(graph.nodes.map(node => [node.key, node]));
  const inputs = new Map();
  const readers = new Map();
  for (const key of [...sources.keys(), ...nodes.keys()]) {
    inputs.set(key, []);
    readers.set(key, []);
  }
  graph.edges.forEach((edge, index) => {
    inputs.get(edge.to).push({...edge, index});
    readers.get(edge.from).push({...edge, index});
  });
  const boxes = new Map([...svg.querySelectorAll("[data-key]")].map(box => [box.dataset.key, box]));
  const lines = [...svg.querySelectorAll("[data-edge]")];
  const labels = [...svg.querySelectorAll("[data-owner]")];

  // ---- pan and zoom

  svg.removeAttribute("viewBox");
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  canvas.classList.add("live");
  const zoom = d3.zoom().scaleExtent(SCALES).on("zoom", event => viewport.setAttribute("transform", event.transform));
  const picture = d3.select(svg).call(zoom).on("dblclick.zoom", null);

  function move(transform, isSmooth) {
    (isSmooth ? picture.transition().duration(350) : picture).call(zoom.transform, transform);
  }

  function fit(isSmooth) {
    const {clientWidth: width, clientHeight: height} = canvas;
    const scale = Math.max(SCALES[0], Math.min((width - 2 * MARGIN) / size.width, (height - 2 * MARGIN) / size.height, 1));
    move(d3.zoomIdentity.translate((width - size.width * scale) / 2, (height - size.height * scale) / 2).scale(scale), isSmooth);
  }

  function place(key) {
    const box = boxes.get(key);
    const at = box.transform.baseVal.consolidate().matrix;
    const {width, height} = box.querySelector(".box").getBBox();
    return {x: at.e + width / 2, y: at.f + height / 2};
  }

  function goTo(key, isSmooth) {
    const {x, y} = place(key);
    const scale = Math.max(d3.zoomTransform(svg).k, CLOSE_SCALE);
    move(d3.zoomIdentity.translate(canvas.clientWidth / 2 - x * scale, canvas.clientHeight / 2 - y * scale).scale(scale), isSmooth);
  }

  // ---- what belongs to a node

  /** All that is reached from a key along edges: keys and indexes of edges. */
  function reach(start, edgesOf, next, follows) {
    const found = {keys: new Set(), edges: new Set()};
    const open = [start];
    while (open.length > 0) {
      for (const edge of edgesOf.get(open.pop())) {
        if (follows(edge)) {
          found.edges.add(edge.index);
          if (!found.keys.has(edge[next])) {
            found.keys.add(edge[next]);
            open.push(edge[next]);
          }
        }
      }
    }
    return found;
  }

  let selected = null;
  let isWithSampled = false;

  function around(key) {
    const follows = edge => isWithSampled || edge.triggers;
    return {
      up: reach(key, inputs, "from", follows),
      down: reach(key, readers, "to", follows),
    };
  }

  function paint() {
    svg.classList.toggle("focused", selected !== null);
    const {up, down} = selected === null ? {up: null, down: null} : around(selected);
    // What it reads is shown even when it does not make the node run.
    const read = new Set(selected === null ? [] : inputs.get(selected).map(edge => edge.index));
    const readKeys = new Set(selected === null ? [] : inputs.get(selected).map(edge => edge.from));
    const has = (part, kind, value) => part !== null && part[kind].has(value);
    for (const [key, box] of boxes) {
      const isUp = has(up, "keys", key);
      const isDown = has(down, "keys", key);
      box.classList.toggle("selected", key === selected);
      box.classList.toggle("up", isUp);
      box.classList.toggle("down", isDown);
      box.classList.toggle("lit", key === selected || isUp || isDown || readKeys.has(key));
    }
    for (const line of lines) {
      const index = Number(line.dataset.edge);
      const isUp = has(up, "edges", index) || read.has(index);
      const isDown = has(down, "edges", index);
      line.classList.toggle("up", isUp);
      line.classList.toggle("down", isDown);
      line.classList.toggle("lit", isUp || isDown);
    }
    for (const label of labels) {
      label.classList.toggle("lit", boxes.get(label.dataset.owner).classList.contains("lit"));
    }
  }

  function select(key) {
    selected = boxes.has(key) ? key : null;
    paint();
    byId("overview").hidden = selected !== null;
    byId("details").hidden = selected === null;
    byId("details").replaceChildren(...(selected === null ? [] : nodes.has(key) ? nodeDetails(nodes.get(key)) : sourceDetails(sources.get(key))));
    byId("panel").scrollTop = 0;
    try {
      history.replaceState(null, "", selected === null ? "#" : "#" + encodeURIComponent(selected));
    } catch (e) {
      // A page that was not opened from a place has none to change.
    }
  }

  // ---- the panel

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  const heading = text => element("h3", {textContent: text});
  const paragraph = (text, className = "") => element("p", {textContent: text, className});
  const plural = (count, word) => count + " " + (count === 1 ? word : word.endsWith("y") ? word.slice(0, -1) + "ies" : word + "s");

  function link(key) {
    return element("button", {textContent: title(key), onclick: () => { select(key); goTo(key, true); }});
  }

  function title(key) {
    return nodes.has(key) ? nodes.get(key).ids.join(" = ") : sources.get(key).label;
  }

  function links(keys) {
    return element("div", {className: "links"}, ...[...new Set(keys)].map(link));
  }

  function table(rows) {
    return element("table", {}, element("tbody", {}, ...rows.map(cells =>
      element("tr", {}, ...cells.map(cell => cell instanceof Node ? element("td", {}, cell) : element("td", {textContent: cell}))))));
  }

  const code = text => element("code", {textContent: text});
  const role = edge => [edge.triggers ? "triggers" : "sampled", ...(edge.required ? [] : ["optional"])].join(", ");

  function warmUp(node) {
    const {runs, never, needs} = node.warmUp;
    if (never) {
      return [paragraph("It never has a value.", "big")];
    }
    return [
      paragraph(needs.map(need => need.count + " \u00d7 " + sources.get(need.source).label).join(" + "), "big"),
      paragraph("must have come before its first value, at the least. " + plural(runs, "run") + " of its own "
        + (runs === 1 ? "is" : "are") + " part of it.", "sub"),
    ];
  }

  function influence(key) {
    const {up, down} = around(key);
    const upNodes = [...up.keys].filter(each => nodes.has(each)).length;
    const direct = [...new Set(readers.get(key).filter(edge => edge.triggers).map(edge => edge.to))];
    const sampling = [...new Set(readers.get(key).filter(edge => !edge.triggers).map(edge => edge.to))];
    const parts = [];
    if (nodes.has(key)) {
      parts.push(heading("Runs because of"));
      parts.push(nodes.get(key).triggeredBy.length === 0 ? paragraph("nothing", "sub") : links(nodes.get(key).triggeredBy));
      parts.push(element("p", {className: "sub"}, element("span", {className: "key up"}),
        plural(upNodes, "node") + (isWithSampled ? " it depends on" : " that can make it run")));
    }
    parts.push(heading("Triggers"));
    parts.push(direct.length === 0 ? paragraph("no other node", "sub") : links(direct));
    parts.push(element("p", {className: "sub"}, element("span", {className: "key down"}),
      plural(down.keys.size, "node") + (isWithSampled ? " that depend on it" : " that it can make run, directly or through others")));
    if (sampling.length > 0) {
      parts.push(heading("Sampled by"), links(sampling));
    }
    const box = element("input", {type: "checkbox", checked: isWithSampled});
    box.onchange = () => { isWithSampled = box.checked; select(key); };
    parts.push(element("label", {}, box, " follow sampled inputs too"));
    return parts;
  }

  function nodeDetails(node) {
    const parts = [element("h2", {textContent: node.ids.join(" = ")})];
    parts.push(element("p", {}, code(node.type.name), " ", element("span", {className: "tag", textContent: node.kind})));
    if (node.type.doc) {
      parts.push(paragraph(node.type.doc));
    }
    if (node.type.formula) {
      parts.push(paragraph(node.type.formula, "formula"));
    }
    if (node.type.origin) {
      parts.push(paragraph("After " + node.type.origin, "sub"));
    }
    const parameters = Object.entries(node.parameters);
    if (parameters.length > 0) {
      parts.push(heading("Parameters"), table(parameters.map(([name, value]) =>
        [code(name), String(value) + (node.mutable.includes(name) ? ", can be changed while it runs" : "")])));
    }
    if (node.emit !== "always") {
      parts.push(heading("Emits"), paragraph(node.emit));
    }
    if (node.onFault !== "quarantine") {
      parts.push(heading("On a fault"), paragraph(node.onFault));
    }
    if (node.reset !== "never") {
      parts.push(heading("Begins anew"), paragraph("at each opening of the session"));
    }
    if (node.load) {
      parts.push(heading("Measured"), table(Object.entries(node.load.details)));
    }
    parts.push(heading("First value after"), ...warmUp(node));
    parts.push(heading("Inputs"));
    const read = inputs.get(node.key);
    parts.push(read.length === 0 ? paragraph("none", "sub") : table(read.map(edge => {
      const from = link(edge.from);
      from.textContent = edge.reference;
      return [code(edge.input), from, role(edge)];
    })));
    parts.push(heading("Outputs"), table(node.outputs.map(output => [code(output.name), output.kind
      + (output.published ? ", published" : ""), element("span", {className: "sub", textContent: output.doc})])));
    parts.push(...influence(node.key));
    if (node.location) {
      parts.push(heading("Declared"), paragraph(node.location));
    }
    return parts;
  }

  function sourceDetails(source) {
    return [
      element("h2", {textContent: source.label}),
      element("p", {}, element("span", {className: "tag", textContent: "source"})),
      ...influence(source.key),
    ];
  }

  // ---- search

  const query = byId("query");
  const found = byId("found");
  const entries = [
    ...graph.nodes.map(node => ({key: node.key, names: node.ids, hint: node.type.name})),
    ...graph.sources.map(source => ({key: source.key, names: [source.label], hint: "source"})),
  ];
  let marked = 0;

  /** 0 for the name itself, 1 for its beginning, 2 for a part of it, 3 for a part of its type; Infinity for nothing. */
  function rank(entry, text) {
    const names = entry.names.map(name => name.toLowerCase());
    return names.includes(text) ? 0
      : names.some(name => name.startsWith(text)) ? 1
      : names.some(name => name.includes(text)) ? 2
      : entry.hint.toLowerCase().includes(text) ? 3
      : Infinity;
  }

  function matches() {
    const text = query.value.trim().toLowerCase();
    return text === "" ? [] : entries
      .map(entry => ({entry, rank: rank(entry, text)}))
      .filter(each => each.rank < Infinity)
      .sort((one, other) => one.rank - other.rank)
      .map(each => each.entry);
  }

  function closeSearch() {
    found.hidden = true;
    query.setAttribute("aria-expanded", "false");
  }

  function showFound() {
    const all = matches();
    marked = Math.max(0, Math.min(marked, all.length - 1, FOUND_MAX - 1));
    const items = all.slice(0, FOUND_MAX).map((entry, index) => {
      const item = element("li", {}, element("b", {textContent: entry.names.join(" = ")}), element("span", {textContent: entry.hint}));
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(index === marked));
      item.onmousedown = event => { event.preventDefault(); choose(entry); };
      return item;
    });
    if (all.length > FOUND_MAX) {
      items.push(element("li", {className: "none", textContent: "and " + (all.length - FOUND_MAX) + " more"}));
    }
    if (all.length === 0) {
      items.push(element("li", {className: "none", textContent: "nothing is called so"}));
    }
    found.replaceChildren(...items);
    found.hidden = query.value.trim() === "";
    query.setAttribute("aria-expanded", String(!found.hidden));
    if (!found.hidden && all.length > 0) {
      items[marked].scrollIntoView({block: "nearest"});
    }
  }

  function choose(entry) {
    closeSearch();
    query.blur();
    select(entry.key);
    goTo(entry.key, true);
  }

  query.addEventListener("input", () => { marked = 0; showFound(); });
  query.addEventListener("focus", showFound);
  query.addEventListener("blur", closeSearch);
  query.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      marked += event.key === "ArrowDown" ? 1 : -1;
      showFound();
      event.preventDefault();
    } else if (event.key === "Enter" && matches().length > 0) {
      choose(matches()[marked]);
    } else if (event.key === "Escape") {
      query.value = "";
      query.blur();
    }
    event.stopPropagation();
  });

  // ---- the rest

  svg.addEventListener("click", event => {
    const box = event.target.closest("[data-key]");
    select(box === null ? null : box.dataset.key);
  });
  for (const box of boxes.values()) {
    box.setAttribute("tabindex", "0");
    box.setAttribute("role", "button");
  }
  svg.addEventListener("keydown", event => {
    const box = event.target.closest("[data-key]");
    if (box !== null && (event.key === "Enter" || event.key === " ")) {
      select(box.dataset.key);
      event.preventDefault();
    }
  });

  const zoomBy = factor => picture.transition().duration(150).call(zoom.scaleBy, factor);
  byId("zoom-in").onclick = () => zoomBy(1.4);
  byId("zoom-out").onclick = () => zoomBy(1 / 1.4);
  byId("fit").onclick = () => fit(true);
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const actions = {
      "/": () => query.select(),
      "+": () => zoomBy(1.4),
      "-": () => zoomBy(1 / 1.4),
      "0": () => fit(true),
      Escape: () => select(null),
    };
    if (event.key in actions) {
      actions[event.key]();
      event.preventDefault();
    }
  });

  const dark = byId("dark");
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
  byId("theme").onclick = () => {
    const isDark = dark.media === "all" || (dark.media !== "not all" && prefersDark.matches);
    dark.media = isDark ? "not all" : "all";
    document.documentElement.style.colorScheme = isDark ? "light" : "dark";
  };

  const strategies = graph.nodes.filter(node => node.kind === "strategy").length;
  byId("summary").textContent = [plural(graph.nodes.length, "node"), plural(strategies, "strategy"),
    plural(graph.sources.length, "source"), plural(graph.edges.length, "edge")].join(", ");
  if (graph.notes.length > 0) {
    byId("notes").append(heading("Notes"), ...graph.notes.map(note => paragraph(note)));
  }

  fit(false);
  const asked = decodeURIComponent(location.hash.slice(1));
  if (boxes.has(asked)) {
    select(asked);
    goTo(asked, false);
  }
})();
