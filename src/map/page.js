"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const svg = byId("map"), world = byId("world"), panel = byId("panel"), query = byId("query"), found = byId("found");
  const SVG = "http://www.w3.org/2000/svg";
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const boxes = [...world.querySelectorAll("#beats > .beat")];
  const ways = data.ways.map(() => []);
  for (const part of world.querySelectorAll("[data-way]")) ways[+part.dataset.way].push(part);
  const regions = new Map([...world.querySelectorAll(".scene")].map((g) => [+g.dataset.scene, g]));
  const element = (name, attributes, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
    made.append(...inside.filter((part) => part !== null));
    return made;
  };
  const drawn = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const counted = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;

  // The camera: where the middle of the view lies on the map, and how large the map is shown.
  const view = { x: 0, y: 0, scale: 1 };
  let size = { width: data.width, height: data.height };
  let moving = 0;
  const show = () => {
    const { clientWidth: w, clientHeight: h } = svg;
    world.setAttribute("transform", `translate(${w / 2 - view.x * view.scale} ${h / 2 - view.y * view.scale}) scale(${view.scale})`);
  };
  const limit = (scale) => Math.min(3, Math.max(0.02, scale));
  const go = (x, y, scale) => {
    cancelAnimationFrame(moving);
    const from = { ...view }, to = { x, y, scale: limit(scale) };
    if (still.matches || document.hidden) { Object.assign(view, to); show(); return; }
    const started = performance.now();
    const step = (now) => {
      const part = Math.min(1, Math.max(0, (now - started) / 260)), eased = 1 - (1 - part) ** 3;
      for (const key of ["x", "y", "scale"]) view[key] = from[key] + (to[key] - from[key]) * eased;
      show();
      if (part < 1) moving = requestAnimationFrame(step);
    };
    moving = requestAnimationFrame(step);
  };
  const zoom = (factor, at) => {
    cancelAnimationFrame(moving);
    const scale = limit(view.scale * factor), { left, top, width, height } = svg.getBoundingClientRect();
    const dx = at ? at.x - left - width / 2 : 0, dy = at ? at.y - top - height / 2 : 0;
    view.x += dx / view.scale - dx / scale;
    view.y += dy / view.scale - dy / scale;
    view.scale = scale;
    show();
  };
  const whole = () => {
    const scale = Math.min(svg.clientWidth / size.width, svg.clientHeight / size.height);
    go(size.width / 2, size.height / 2, Math.min(1, scale));
  };

  // Folding: a folded scene or chapter is one box, and the room that is left empty shrinks away.
  const folded = new Set();
  const groupOf = (scene) => {
    const { chapter } = data.scenes[scene];
    if (chapter !== null && folded.has(`c${chapter}`)) return `c${chapter}`;
    return folded.has(`s${scene}`) ? `s${scene}` : null;
  };
  const scenesIn = (test) => [...data.scenes.keys()].filter((at) => data.scenes[at].at && test(data.scenes[at], at));
  const scenesOf = (group) => scenesIn((scene, at) => (group[0] === "s" ? at : scene.chapter) === +group.slice(1));
  const FOLDED = { width: 250, height: 74 };
  const MOST_ROOM = 130;
  const foldedBox = (group) => {
    const [x, y, width] = data.scenes[scenesOf(group)[0]].at;
    return [x + Math.round((width - FOLDED.width) / 2), y, FOLDED.width, FOLDED.height];
  };
  // A map of one axis that keeps the stretches in use as long as they are and shortens what lies between.
  const shortened = (stretches) => {
    const cuts = [];
    let until = 0;
    for (const [from, to] of stretches.sort((a, b) => a[0] - b[0])) {
      if (from - until > MOST_ROOM) cuts.push([until, from, from - until - MOST_ROOM]);
      until = Math.max(until, to);
    }
    return (at) => Math.round(cuts.reduce((sum, [from, to, less]) =>
      sum - less * Math.min(1, Math.max(0, (at - from) / (to - from))), at));
  };
  let toX = (x) => x, toY = (y) => y, merged = null;
  const placeOf = (rect) => [toX(rect[0]), toY(rect[1]), rect[2], rect[3]];
  const beatPlace = (beat) => {
    const group = groupOf(data.beats[beat].scene);
    return placeOf(group ? foldedBox(group) : data.beats[beat].at);
  };
  for (const parts of ways) for (const part of parts) {
    if (part.tagName === "path") part.dataset.d = part.getAttribute("d");
    else { part.dataset.x = part.getAttribute("x"); part.dataset.y = part.getAttribute("y"); }
  }
  const curve = ([ax, ay, aw, ah], [bx, by, bw, bh]) => {
    const down = by >= ay + ah;
    const right = bx >= ax + aw, left = bx + bw <= ax;
    const from = down ? [ax + aw / 2, ay + ah] : [left ? ax : ax + aw, ay + ah / 2];
    const to = down ? [bx + bw / 2, by] : [right ? bx : bx + bw, by + bh / 2];
    if (down) {
      const bend = Math.max(30, (to[1] - from[1]) * 0.5);
      return `M${from.join(" ")}C${from[0]} ${from[1] + bend} ${to[0]} ${to[1] - bend} ${to.join(" ")}`;
    }
    if (left || right) {
      const bend = (to[0] - from[0]) / 2;
      return `M${from.join(" ")}C${from[0] + bend} ${from[1]} ${to[0] - bend} ${to[1]} ${to.join(" ")}`;
    }
    const out = Math.max(from[0], to[0]) + 60;
    return `M${from.join(" ")}C${out} ${from[1]} ${out} ${to[1]} ${to.join(" ")}`;
  };
  const arrange = () => {
    const groups = new Set(data.scenes.map((scene, at) => (scene.at ? groupOf(at) : null)).filter((group) => group));
    const open = data.scenes.flatMap((scene, at) => (scene.at && !groupOf(at) ? [scene.at] : []));
    const used = [...open, ...[...groups].map(foldedBox)];
    const { width, height, head, foot } = data;
    toX = groups.size ? shortened([...used.map((rect) => [rect[0], rect[0] + rect[2]]), [width, width]]) : (x) => x;
    toY = groups.size ? shortened([[0, head], ...used.map((rect) => [rect[1], rect[1] + rect[3]]), [foot, height]]) : (y) => y;
    for (const [scene, g] of regions) {
      const [x, y] = data.scenes[scene].at;
      g.setAttribute("transform", `translate(${toX(x) - x} ${toY(y) - y})`);
      g.style.display = groupOf(scene) ? "none" : "";
    }
    boxes.forEach((g, beat) => {
      const [x, y] = data.beats[beat].at;
      g.setAttribute("transform", `translate(${toX(x)} ${toY(y)})`);
      g.style.display = groupOf(data.beats[beat].scene) ? "none" : "";
    });
    const bundles = new Map();
    data.ways.forEach((way, at) => {
      const from = groupOf(data.beats[way.from].scene), to = groupOf(data.beats[way.to].scene);
      for (const part of ways[at]) {
        part.style.display = from || to ? "none" : "";
        if (part.tagName === "path") {
          part.setAttribute("d", part.dataset.d.replace(/(-?\d+) (-?\d+)/g, (_, x, y) => `${toX(+x)} ${toY(+y)}`));
        } else {
          part.setAttribute("x", toX(+part.dataset.x));
          part.setAttribute("y", toY(+part.dataset.y));
        }
      }
      if ((from || to) && from !== to) {
        const key = `${from ?? way.from}>${to ?? way.to}`;
        if (!bundles.has(key)) bundles.set(key, { way, count: 0 });
        bundles.get(key).count += 1;
      }
    });
    merged?.remove();
    merged = drawn("g", { id: "merged" });
    for (const { way, count } of bundles.values()) {
      const line = drawn("path", { class: "way choice merged", "marker-end": "url(#choice-head)", d: curve(beatPlace(way.from), beatPlace(way.to)) });
      const title = drawn("title", {});
      title.textContent = counted(count, "way");
      line.append(title);
      merged.append(line);
    }
    for (const group of groups) merged.append(foldedGroup(group));
    byId("beats").before(merged);
    size = { width: toX(width), height: toY(height) };
    byId("legend").setAttribute("transform", `translate(0 ${size.height - height})`);
    for (const button of document.querySelectorAll("#folds button")) {
      button.setAttribute("aria-expanded", !folded.has(button.dataset.group));
    }
  };
  const nameOf = (group) => {
    if (group[0] === "s") return data.scenes[+group.slice(1)].name;
    const { title, number } = data.chapters[+group.slice(1)];
    return `${number} · ${title}`;
  };
  const foldedGroup = (group) => {
    const [x, y] = placeOf(foldedBox(group)), scenes = scenesOf(group);
    const beats = scenes.reduce((sum, scene) => sum + data.scenes[scene].beats, 0);
    const g = drawn("g", { class: "folded", transform: `translate(${x} ${y})`, tabindex: 0, role: "button", "aria-label": `Unfold ${nameOf(group)}, ${counted(beats, "beat")}` });
    const room = drawn("svg", { width: FOLDED.width - 16, height: FOLDED.height, overflow: "hidden" });
    const name = drawn("text", { class: "scene-name", x: 18, y: 33, "font-size": 18 });
    name.textContent = nameOf(group);
    const count = drawn("text", { class: "beside", x: 18, y: 56 });
    count.textContent = `folded · ${counted(beats, "beat")}`;
    room.append(name, count);
    g.append(
      drawn("rect", { class: "card", x: 6, y: 6, width: FOLDED.width, height: FOLDED.height, rx: 14 }),
      drawn("rect", { class: "card", width: FOLDED.width, height: FOLDED.height, rx: 14 }),
      drawn("rect", { class: "ring", x: -5, y: -5, width: FOLDED.width + 10, height: FOLDED.height + 10, rx: 17 }), room);
    const unfold = () => fold(group, false);
    g.addEventListener("click", () => { if (!isDragged) unfold(); });
    g.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); unfold(); } });
    return g;
  };
  const fold = (group, close) => {
    const rect = data.scenes[scenesOf(group)[0]].at;
    const before = placeOf(rect), dx = view.x - before[0], dy = view.y - before[1];
    if (close) folded.add(group); else folded.delete(group);
    arrange();
    // What was folded stays where it is seen; what is far below its head comes up.
    const [x, y] = placeOf(rect);
    if (close) { const [bx, by] = placeOf(foldedBox(group)); go(bx + FOLDED.width / 2, by + FOLDED.height / 2, view.scale); }
    else { view.x = x + dx; view.y = y + dy; show(); }
  };

  // One beat at a time can be reached by Tab; arrow keys lead to its neighbours.
  let current = Math.max(0, data.beats.findIndex((beat) => beat.start));
  const focusable = (beat) => {
    boxes[current]?.setAttribute("tabindex", -1);
    current = beat;
    boxes[current]?.setAttribute("tabindex", 0);
  };
  const unfoldFor = (beat) => {
    const group = groupOf(data.beats[beat].scene);
    if (!group) return;
    folded.delete(group);
    folded.delete(`s${data.beats[beat].scene}`);
    arrange();
  };
  const visit = (beat) => {
    unfoldFor(beat);
    focusable(beat);
    const [x, y, width, height] = beatPlace(beat);
    go(x + width / 2, y + height / 2, Math.max(0.6, view.scale));
  };
  const neighbour = (beat, key) => {
    const [x, y, width, height] = beatPlace(beat);
    let best = null, least = Infinity;
    data.beats.forEach((other, at) => {
      if (at === beat || groupOf(other.scene)) return;
      const [ox, oy, ow, oh] = beatPlace(at), dx = ox + ow / 2 - x - width / 2, dy = oy + oh / 2 - y - height / 2;
      const [ahead, aside] = { ArrowRight: [dx, dy], ArrowLeft: [-dx, dy], ArrowDown: [dy, dx], ArrowUp: [-dy, dx] }[key];
      const far = ahead + Math.abs(aside) * 2;
      if (ahead > 20 && far < least) { best = at; least = far; }
    });
    return best;
  };

  // The reading panel.
  const marked = (text) => {
    const TOKEN = /(\{\{|\}\}|\{\*\}|\{(?:if|elif) [^}]*\}|\{else\}|\{end\}|\{(?:first|cycle|shuffle|select [a-z0-9_.]+|count [a-z0-9_.]+): |\{[a-z][^}]*\}|[|}]|\*\*|\*)/;
    const MARK = /^(\{(?:if|elif) .*\}|\{else\}|\{end\}|\{(?:first|cycle|shuffle|select [a-z0-9_.]+|count [a-z0-9_.]+): |\{[a-z].*\})$/;
    let emphasis = false, strong = false, depth = 0;
    return text.split(/\n\n+/).filter((paragraph) => paragraph.trim()).map((paragraph) => {
      const p = element("p", {});
      const say = (words, isMark) => {
        if (!words) return;
        if (isMark) { p.append(element("span", { class: "mark" }, words)); return; }
        let part = document.createTextNode(words);
        if (emphasis) part = element("em", {}, part);
        if (strong) part = element("strong", {}, part);
        p.append(part);
      };
      for (const token of paragraph.split(TOKEN)) {
        if (token === "**") strong = !strong;
        else if (token === "*") emphasis = !emphasis;
        else if (token === "{{" || token === "}}") say(token[0]);
        else if (token === "{*}") say("*");
        else if (MARK.test(token)) { if (token.endsWith(": ")) depth += 1; say(token, true); }
        else if (token === "}" && depth) { depth -= 1; say("}", true); }
        else say(token, token === "|" && depth > 0);
      }
      return p;
    });
  };
  const beside = (word, value) => (value ? element("span", { class: "beside" }, `${word} `, element("code", {}, value)) : null);
  const wayOut = (way) => {
    const target = data.beats[way.to].name;
    const label = { choice: null, goto: "Goes on at once", chance: `By chance, weight ${way.weight}`, return: "Once the detour is over" }[way.by];
    const said = element("span", { class: "said" });
    if (label || !way.text) said.append(label ?? way.by); else marked(way.text).forEach((p) => said.append(...p.childNodes));
    const button = element("button", { type: "button" }, said, beside("if", way.when),
      way.locked ? element("span", { class: "beside" }, `otherwise greyed: ${way.locked}`) : null, beside("then", way.then),
      way.once ? element("span", { class: "beside" }, "once only") : null, element("span", { class: "to" }, `→ ${target}`));
    button.addEventListener("click", () => open(way.to, true));
    const item = element("li", {}, button);
    if (way.echo) item.append(element("div", { class: "echo text" }, ...marked(way.echo)));
    return item;
  };
  const wayIn = (way) => {
    const button = element("button", { type: "button" }, `← ${data.beats[way.from].name}`);
    button.addEventListener("click", () => open(way.from, true));
    return element("li", {}, button);
  };
  let opened = null;
  const open = (beat, isFromPanel) => {
    const isNew = panel.hidden;
    close(false);
    opened = beat;
    const { name, scene, kind, prose, then, epilogue, start } = data.beats[beat], { chapter } = data.scenes[scene];
    const where = [chapter === null ? null : `Chapter ${nameOf(`c${chapter}`)}`, `scene ${data.scenes[scene].name}`, start ? "start" : null, kind];
    const out = data.ways.filter((way) => way.from === beat);
    const seen = new Set();
    const into = data.ways.filter((way) => way.to === beat && !seen.has(way.from) && seen.add(way.from));
    const closer = element("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Esc)" }, "✕");
    closer.addEventListener("click", () => close(true));
    panel.replaceChildren(closer, element("h2", { tabindex: -1 }, name),
      element("p", { class: "where" }, where.filter((part) => part).join(" · ")),
      then ? element("p", {}, beside("on entry", then)) : "",
      element("div", { class: "text" }, ...marked(prose)),
      epilogue ? element("div", { class: "text" }, element("p", {}, element("em", {}, epilogue))) : "");
    if (out.length) panel.append(element("h3", {}, "Leads to"), element("ul", {}, ...out.map(wayOut)));
    if (into.length) panel.append(element("h3", {}, "Comes from"), element("ul", {}, ...into.map(wayIn)));
    panel.hidden = false;
    panel.scrollTop = 0;
    if (isNew) show();
    visit(beat);
    boxes[beat].classList.add("selected");
    data.ways.forEach((way, at) => {
      if (way.from !== beat && way.to !== beat) return;
      for (const part of ways[at]) {
        part.classList.add("hot", ...(way.from === beat ? [] : ["inward"]));
        // Above the ways that share its line.
        part.parentNode.append(part);
      }
    });
    if (isFromPanel || document.activeElement !== query) panel.querySelector("h2").focus({ preventScroll: true });
    history.replaceState(null, "", `#${name}`);
  };
  const close = (isDone) => {
    for (const part of world.querySelectorAll(".selected, .hot")) part.classList.remove("selected", "hot", "inward");
    if (!isDone) return;
    panel.hidden = true;
    show();
    if (opened !== null) boxes[opened].focus({ preventScroll: true });
    opened = null;
    history.replaceState(null, "", location.pathname + location.search);
  };

  // Search.
  const texts = data.beats.map(({ name, prose }, beat) =>
    [name, prose, ...data.ways.filter((way) => way.from === beat && way.text).map((way) => way.text)].join("\n").toLowerCase());
  let matches = [], match = -1;
  const search = () => {
    const words = query.value.trim().toLowerCase();
    matches = words ? data.beats.map((_, beat) => beat).filter((beat) => texts[beat].includes(words)) : [];
    match = -1;
    boxes.forEach((g, beat) => g.classList.toggle("faint", Boolean(words) && !matches.includes(beat)));
    byId("ways").classList.toggle("faint", Boolean(words));
    found.textContent = words ? (matches.length ? `${matches.length} found` : "none") : "";
  };
  const step = (by) => {
    if (!matches.length) return;
    match = match < 0 && by < 0 ? matches.length - 1 : (match + by + matches.length) % matches.length;
    found.textContent = `${match + 1} of ${matches.length}`;
    if (panel.hidden) { close(false); visit(matches[match]); boxes[matches[match]].classList.add("selected"); } else open(matches[match]);
  };
  query.addEventListener("input", search);
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.shiftKey) { event.preventDefault(); step(-1); }
    if (event.key === "Escape") { query.value = ""; search(); boxes[current].focus({ preventScroll: true }); event.stopPropagation(); }
  });
  byId("search").addEventListener("submit", (event) => { event.preventDefault(); step(1); });
  byId("previous").addEventListener("click", () => step(-1));

  // Hands: drag, wheel, two fingers, keys.
  const pointers = new Map();
  let isDragged = false, apart = 0;
  svg.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (!pointers.size) isDragged = false;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    apart = 0;
  });
  addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    if (!isDragged && Math.hypot(now.x - before.x, now.y - before.y) < 4) return;
    if (!isDragged) { isDragged = true; svg.classList.add("dragged"); cancelAnimationFrame(moving); }
    pointers.set(event.pointerId, now);
    view.x -= (now.x - before.x) / view.scale / pointers.size;
    view.y -= (now.y - before.y) / view.scale / pointers.size;
    if (pointers.size === 2) {
      const [one, other] = [...pointers.values()], distance = Math.hypot(one.x - other.x, one.y - other.y);
      if (apart) zoom(distance / apart, { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
      apart = distance;
    }
    show();
  });
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, (event) => {
    pointers.delete(event.pointerId);
    apart = 0;
    if (!pointers.size) svg.classList.remove("dragged");
  });
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 18 : 1;
    if (event.shiftKey) { view.x += (event.deltaX || event.deltaY) * lines / view.scale; show(); return; }
    zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), { x: event.clientX, y: event.clientY });
  }, { passive: false });
  byId("larger").addEventListener("click", () => go(view.x, view.y, view.scale * 1.3));
  byId("smaller").addEventListener("click", () => go(view.x, view.y, view.scale / 1.3));
  byId("whole").addEventListener("click", whole);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && !panel.hidden) { close(true); return; }
    if (event.target === query) return;
    if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") whole();
    else if (event.key === "/") { event.preventDefault(); query.focus(); query.select(); }
  });
  boxes.forEach((g, beat) => {
    const { name, kind, start } = data.beats[beat];
    g.setAttribute("tabindex", beat === current ? 0 : -1);
    g.setAttribute("role", "button");
    g.setAttribute("aria-label", `${name}, ${start ? "start, " : ""}${kind}`);
    const [, , width, height] = data.beats[beat].at;
    g.prepend(drawn("rect", { class: "ring", x: -6, y: -6, width: width + 12, height: height + 12, rx: 13 }));
    g.addEventListener("click", () => { if (!isDragged) open(beat); });
    g.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(beat, true); }
      if (!event.key.startsWith("Arrow")) return;
      event.preventDefault();
      const next = neighbour(beat, event.key);
      if (next !== null) { visit(next); boxes[next].focus({ preventScroll: true }); }
    });
  });
  for (const [scene, g] of regions) {
    const name = g.querySelector(".scene-name");
    name.addEventListener("click", () => { if (!isDragged) fold(`s${scene}`, true); });
    name.append(Object.assign(drawn("title", {}), { textContent: "Fold this scene" }));
  }
  const groups = [];
  const scenes = scenesIn(() => true);
  data.chapters.forEach((_, chapter) => {
    const inside = scenesOf(`c${chapter}`);
    if (inside.length) groups.push(`c${chapter}`);
    if (scenes.length > 1) groups.push(...inside.map((scene) => `s${scene}`));
  });
  if (scenes.length > 1) groups.push(...scenesIn((scene) => scene.chapter === null).map((scene) => `s${scene}`));
  for (const group of groups) {
    const button = element("button", { type: "button", class: group[0] === "c" ? "chapter" : "scene", "data-group": group, "aria-expanded": "true", title: "Fold or unfold" }, nameOf(group));
    button.addEventListener("click", () => fold(group, !folded.has(group)));
    byId("folds").append(button);
  }
  addEventListener("resize", show);

  arrange();
  const [x, y, width] = beatPlace(current);
  view.scale = Math.min(1, Math.max(0.8, svg.clientWidth / data.width));
  const half = svg.clientWidth / 2 / view.scale;
  view.x = data.width <= 2 * half ? data.width / 2 : Math.min(data.width - half, Math.max(half, x + width / 2));
  view.y = Math.max(svg.clientHeight / 2 / view.scale, y);
  show();
  const named = data.beats.findIndex(({ name }) => `#${name}` === decodeURIComponent(location.hash));
  if (named >= 0) open(named);
})();
