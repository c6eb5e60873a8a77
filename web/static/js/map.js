// The map of a town: streets on canvas, names along them, markers by state on the chosen week. Leaflet is global (L).
import { joined, placeNames, Room } from "./streetnames.js";

const DAY = 86400000;
const LETTERS = 12;
const APART = 23; // pixels between markers, so that each can be hit
const FAR = 0.35; // pixels of a metre, below which shops that trade would only hide the streets
const NEXT = 10; // and between the small dots of shops
const WIDTHS = { pedestrian: 0.9, main: 1.15, street: 0.8 };
const SHAPES = {
  vacant: '<rect x="-6.5" y="-6.5" width="13" height="13" rx="2"/><path d="M-3.5 -3.5l7 7M3.5 -3.5l-7 7"/>',
  filled: '<rect x="-7" y="-7" width="14" height="14" rx="2"/><path d="M-3.6 0.2l2.6 2.7 4.8 -5.4"/>',
  dressed: '<rect x="-6.5" y="-6.5" width="13" height="13" rx="2"/><path d="M-6 -6C-2 -5 -0.6 -2 -0.6 4M6 -6C2 -5 0.6 -2 0.6 4M-6 4.2H6"/>',
  trading: '<circle r="4.2"/>',
  spot: '<path d="M0 -8L8 0L0 8L-8 0Z"/>',
};

const iso = (day) => day.toISOString().slice(0, 10);
const civil = (text) => new Date(`${text}T00:00:00Z`);

function words(tag, text, className) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

const middle = (values) => values.slice().sort((a, b) => a - b)[Math.floor(values.length / 2)];

// The places around the middle of all: one that lies far off does not decide what the map shows first.
function centre(places) {
  const heart = L.latLng(middle(places.map((p) => p[0])), middle(places.map((p) => p[1])));
  const away = places.map((p) => heart.distanceTo(p));
  const reach = Math.max(400, 3 * middle(away));
  return places.filter((_, i) => away[i] <= reach);
}

class TownMap {
  constructor(board, data) {
    this.board = board;
    this.data = data;
    this.words = JSON.parse(board.dataset.words);
    this.locale = document.documentElement.lang;
    this.on = board.dataset.on;
    this.colours = getComputedStyle(document.getElementById("town-map"));
    this.element = document.getElementById("town-map");
    this.element.hidden = false;
    board.querySelector(".map-static").hidden = true;
    this.map = L.map(this.element, { preferCanvas: true, zoomSnap: 0.25, attributionControl: false, zoomControl: false });
    L.control.zoom({ zoomInTitle: this.words.zoomin, zoomOutTitle: this.words.zoomout }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    this.drawStreets();
    this.walks = L.layerGroup().addTo(this.map);
    this.markers = L.layerGroup().addTo(this.map);
    this.names = L.layerGroup().addTo(this.map);
    this.map.fitBounds(this.bounds(), { padding: [24, 24] });
    this.map.on("zoomend moveend resize", () => this.draw());
    this.restyle();
    this.setTime();
  }

  bounds() {
    const places = this.data.premises.map((p) => [p.lat, p.lon]);
    const stops = this.data.trails.filter((t) => this.thisWeek(t.nights).length).flatMap((t) => t.stops);
    const lit = stops.filter((s) => s.lon !== null).map((s) => [s.lat, s.lon]);
    if (places.length > 2) return L.latLngBounds([...centre(places), ...lit]);
    return L.latLngBounds(this.data.streets.flatMap((s) => s.lines.flat().map(([lon, lat]) => [lat, lon])));
  }

  drawStreets() {
    const order = { street: 0, main: 1, pedestrian: 2 };
    const sorted = this.data.streets.slice().sort((a, b) => order[a.kind] - order[b.kind]);
    const line = (s) => s.lines.map((one) => one.map(([lon, lat]) => [lat, lon]));
    const base = { interactive: false, lineCap: "round", lineJoin: "round" };
    this.casings = sorted.map((s) => [s, L.polyline(line(s), { ...base }).addTo(this.map)]);
    this.fills = sorted.map((s) => [s, L.polyline(line(s), { ...base }).addTo(this.map)]);
  }

  // Streets keep their width on the ground within reason; colours follow the scheme.
  restyle() {
    const colour = (name) => this.colours.getPropertyValue(name).trim();
    const metre = this.metre();
    for (const [street, layer] of this.casings) {
      layer.setStyle({ color: colour("--casing"), weight: this.width(street, metre) + 2.4 });
    }
    for (const [street, layer] of this.fills) {
      layer.setStyle({ color: colour(street.kind === "pedestrian" ? "--pedestrian" : "--way"), weight: this.width(street, metre) });
    }
  }

  // Pixels of a metre, roughly.
  metre() {
    return 2 ** (this.map.getZoom() - 17) / 0.86;
  }

  width(street, metre) {
    return Math.max(2, Math.min(26, 11 * metre * WIDTHS[street.kind]));
  }

  draw() {
    this.restyle();
    const room = new Room();
    this.drawTrails(room);
    this.drawMarkers(room);
    this.drawNames(room);
  }

  state(unit) {
    const stay = unit.stays.find((s) => s.from <= this.on && this.on < s.to);
    if (stay) return ["filled", stay.name, stay];
    const dressing = unit.dressings.find((d) => d.from <= this.on && this.on < d.to);
    if (dressing) return ["dressed", this.words.dressed.replace("%(kit)s", dressing.name)];
    return unit.vacant ? ["vacant", this.words.vacant] : ["trading", this.words.let];
  }

  // The trails of the week that begins on the chosen day: a dotted line past their stops, each with its number.
  drawTrails(room) {
    this.walks.clearLayers();
    this.lit = new Set(); // spots that stand on the map as stops
    const ochre = getComputedStyle(document.documentElement).getPropertyValue("--ochre").trim();
    const card = getComputedStyle(document.documentElement).getPropertyValue("--card").trim();
    const base = { interactive: false, lineCap: "round", lineJoin: "round" };
    this.data.trails.forEach((trail, i) => {
      const held = this.thisWeek(trail.nights);
      const listed = this.board.querySelector(`[data-trail="${i}"]`);
      if (listed) listed.hidden = !held.length;
      if (!held.length) return;
      const stops = trail.stops.map((stop, n) => ({ ...stop, number: n + 1 })).filter((stop) => stop.lon !== null);
      const line = stops.map((stop) => [stop.lat, stop.lon]);
      if (trail.loop && line.length) line.push(line[0]);
      L.polyline(line, { ...base, color: card, weight: 7, opacity: 0.85 }).addTo(this.walks);
      L.polyline(line, { ...base, color: ochre, weight: 3.5, dashArray: "1 7" }).addTo(this.walks);
      for (const stop of stops) {
        this.lit.add(stop.spot);
        this.addStop(stop, trail, room);
      }
    });
  }

  thisWeek(dates) {
    const end = iso(new Date(civil(this.on).getTime() + 7 * DAY));
    return dates.filter((d) => d.day >= this.on && d.day < end);
  }

  addStop(stop, trail, room) {
    const said = `${trail.title}, ${stop.number}. ${stop.words}`;
    const icon = L.divIcon({
      className: "pin pin-stop",
      html: `<svg viewBox="-10 -10 20 20" aria-hidden="true"><circle r="9"/><text dy="0.35em" text-anchor="middle">${stop.number}</text></svg>`,
      iconSize: [24, 24],
    });
    const marker = L.marker([stop.lat, stop.lon], { icon, alt: said, title: said, zIndexOffset: 300 });
    marker.bindPopup(() => this.stopPopup(stop, trail), { minWidth: 200 });
    marker.addTo(this.walks);
    this.say(marker, said, true);
    const at = this.map.latLngToContainerPoint([stop.lat, stop.lon]);
    room.take({ x: at.x, y: at.y, r: 11 });
  }

  stopPopup(stop, trail) {
    const box = document.createElement("section");
    box.className = "map-popup";
    box.append(words("h3", `${stop.number}. ${stop.words}`), words("p", `${trail.title}, ${trail.words}`, "muted small"));
    const list = document.createElement("ul");
    for (const night of this.thisWeek(trail.nights)) list.append(words("li", night.words));
    const spot = this.data.spots.find((one) => one.key === stop.spot);
    for (const d of spot ? this.thisWeek(spot.dates) : []) list.append(words("li", `${d.words} ${d.opens} ${d.title}`));
    const link = words("a", this.words.open);
    link.href = trail.url;
    box.append(list, link);
    return box;
  }

  // Places that would overlap stand together as one marker with their number; of shops that would, one is drawn.
  drawMarkers(room) {
    this.markers.clearLayers();
    const places = [
      ...this.data.premises.map((p) => ({ place: p, style: this.state(p)[0], said: `${p.name} : ${this.state(p)[1]}`, big: true })),
      ...this.data.spots.filter((p) => !this.lit.has(p.key)).map((p) => ({ place: p, style: "spot", said: p.name, big: true })),
      ...(this.metre() < FAR ? [] : this.data.shops).map((p) => ({ place: p, style: "trading", said: `${p.name} (${p.activity})`, big: false })),
    ];
    const frame = this.map.getBounds().pad(0.2);
    const groups = [];
    for (const one of places) {
      if (!frame.contains([one.place.lat, one.place.lon])) continue;
      const at = this.map.latLngToContainerPoint([one.place.lat, one.place.lon]);
      const near = groups.find((g) => Math.hypot(g.at.x - at.x, g.at.y - at.y) < (one.big ? APART : NEXT));
      if (!near) groups.push({ at, all: [one] });
      else if (one.big) near.all.push(one);
    }
    for (const group of groups) {
      const big = group.all[0].big;
      room.take({ x: group.at.x, y: group.at.y, r: big ? 10 : 5 });
      if (group.all.length === 1) this.addMarker(group.all[0]);
      else this.addGroup(group);
    }
  }

  addMarker({ place, style, said, big }) {
    const icon = L.divIcon({
      className: `pin pin-${style}`,
      html: `<svg viewBox="-10 -10 20 20" aria-hidden="true">${SHAPES[style]}</svg>`,
      iconSize: big ? [22, 22] : [14, 14],
    });
    const marker = L.marker([place.lat, place.lon], { icon, alt: said, title: said, keyboard: big, interactive: true, zIndexOffset: big ? 100 : 0 });
    marker.bindPopup(() => this.popup(place, style, said), { minWidth: 200 });
    marker.addTo(this.markers);
    this.say(marker, said, big);
  }

  addGroup(group) {
    const states = group.all.map((one) => one.style);
    const style = states.includes("vacant") ? "vacant" : states[0];
    const said = `${this.words.group.replace("%(num)s", group.all.length)} : ${group.all.map((one) => one.said).join(", ")}`;
    const icon = L.divIcon({ className: `pin pin-group pin-group-${style}`, html: `<span>${group.all.length}</span>`, iconSize: [26, 26] });
    const first = group.all[0].place;
    const marker = L.marker([first.lat, first.lon], { icon, alt: said, title: said, zIndexOffset: 200 });
    marker.bindPopup(() => {
      const box = document.createElement("div");
      group.all.forEach((one) => box.append(this.popup(one.place, one.style, one.said)));
      return box;
    }, { minWidth: 220, maxHeight: 260 });
    marker.addTo(this.markers);
    this.say(marker, said, true);
  }

  say(marker, said, focusable) {
    const element = marker.getElement();
    element.setAttribute("aria-label", said);
    element.setAttribute("role", "button");
    if (!focusable) element.removeAttribute("tabindex");
  }

  popup(place, style, said) {
    const box = document.createElement("section");
    box.className = "map-popup";
    box.append(words("h3", place.name));
    if (place.street) box.append(words("p", [place.street, place.area].filter(Boolean).join(" · "), "muted small"));
    if (style === "spot") box.append(this.datesOf(place));
    else if (place.stays) {
      const [, now, stay] = this.state(place);
      box.append(words("p", stay ? `${stay.name} (${stay.activity}), ${stay.words}` : now));
    } else box.append(words("p", said));
    const link = words("a", this.words.open);
    link.href = place.url;
    box.append(link);
    return box;
  }

  datesOf(place) {
    const dates = this.thisWeek(place.dates);
    const box = document.createElement("div");
    box.append(words("p", dates.length ? this.words.dates : this.words.none, "small muted"));
    const list = document.createElement("ul");
    for (const d of dates) list.append(words("li", `${d.words} ${d.opens} ${d.title}`));
    box.append(list);
    return box;
  }

  drawNames(room) {
    this.names.clearLayers();
    const frame = this.map.getSize();
    const metre = this.metre();
    const streets = this.data.streets
      .filter((s) => s.name)
      .sort((a, b) => b.weight - a.weight)
      .map((s) => ({
        name: s.name,
        beside: this.width(s, metre) / 2 + LETTERS * 1.05,
        lines: joined(s.lines).map((one) => one.map(([lon, lat]) => {
          const p = this.map.latLngToContainerPoint([lat, lon]);
          return [p.x, p.y];
        })),
      }));
    for (const label of placeNames(streets, room, LETTERS, frame)) {
      const icon = L.divIcon({ className: label.off ? "street-name is-off" : "street-name", html: "", iconSize: [0, 0] });
      const marker = L.marker(this.map.containerPointToLatLng([label.x, label.y]), { icon, interactive: false, keyboard: false });
      marker.addTo(this.names);
      const span = words("span", label.name);
      span.style.transform = `translate(-50%, -50%) rotate(${label.angle.toFixed(1)}deg)`;
      marker.getElement().append(span);
      marker.getElement().setAttribute("aria-hidden", "true");
    }
  }

  // The slider walks through the season week by week; the list and the title follow.
  setTime() {
    const start = civil(this.data.town.start);
    const weeks = Math.ceil((civil(this.data.town.end) - start) / DAY / 7) - 1;
    const slider = this.board.querySelector("#map-week");
    slider.max = weeks;
    slider.value = Math.floor((civil(this.on) - start) / DAY / 7);
    slider.addEventListener("input", () => this.show(iso(new Date(start.getTime() + slider.value * 7 * DAY))));
    this.board.querySelector(".map-time").hidden = false;
    const field = document.getElementById("map-on");
    field.form.addEventListener("change", (event) => {
      if (event.target === field && field.value) {
        event.stopPropagation();
        slider.value = Math.floor((civil(field.value) - start) / DAY / 7);
        this.show(field.value);
      }
    }, true);
    this.show(this.on);
  }

  show(day) {
    this.on = day;
    const long = civil(day).toLocaleDateString(this.locale, { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    this.board.querySelector("#map-week-words").textContent = long;
    this.board.querySelector("#map-week").setAttribute("aria-valuetext", long);
    document.getElementById("map-on").value = day;
    this.draw();
    this.list(long);
  }

  list(long) {
    const counts = { vacant: 0, dressed: 0, filled: 0, trading: 0 };
    for (const unit of this.data.premises) {
      const [style, said] = this.state(unit);
      counts[style] += 1;
      const item = this.board.querySelector(`.map-list li[data-key="${CSS.escape(unit.key)}"]`);
      if (!item || item.dataset.said === said) continue;
      item.dataset.state = style;
      item.dataset.said = said;
      item.querySelector(".map-state").textContent = said;
      const mark = item.querySelector("svg");
      mark.setAttribute("class", `legend-mark mark-${style}`);
      mark.innerHTML = SHAPES[style];
    }
    const title = document.querySelector("[data-map-title]");
    const pattern = counts.dressed ? title.dataset.dressed : title.dataset.one;
    title.textContent = pattern
      .replace("%(vacant)s", counts.vacant + counts.dressed).replace("%(dressed)s", counts.dressed)
      .replace("%(filled)s", counts.filled).replace("%(day)s", long);
  }
}

const board = document.querySelector(".map-board");
if (board) {
  const answer = await fetch(board.dataset.features);
  if (answer.ok) {
    const town = new TownMap(board, await answer.json());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => town.draw());
  }
}
