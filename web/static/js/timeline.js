// The year of the premises: puts each stay at its place in time, moves between stays by arrow keys, shows details.

const DAY = 86400000;
// Pixels: a lane for each of the stays that share a shop, taller where fingers point; the air above and below one.
const LANE = matchMedia("(max-width: 700px)").matches ? 50 : 36;
const GAP = 3;
const civil = (text) => Date.parse(`${text}T00:00:00Z`);

class Timeline {
  constructor(element) {
    this.element = element;
    this.start = civil(element.dataset.start);
    this.length = civil(element.dataset.end) - this.start;
    this.panel = element.querySelector(".stay-panel");
    this.rows = [...element.querySelectorAll(".timeline-row ul")].map((row) => [...row.querySelectorAll("button")]).filter((row) => row.length);
    this.place();
    this.keyboard();
    element.addEventListener("click", (event) => {
      const bar = event.target.closest(".stay-bar");
      if (bar) this.show(bar);
      if (event.target.closest(".stay-close")) this.hide();
    });
    element.classList.add("is-drawn");
  }

  share(milliseconds) {
    return `${(Math.max(0, Math.min(this.length, milliseconds)) / this.length) * 100}%`;
  }

  place() {
    for (const month of this.element.querySelectorAll(".timeline-month")) {
      month.style.left = this.share(civil(month.dataset.from) - this.start);
    }
    for (const row of this.element.querySelectorAll("[data-lanes]")) {
      row.style.minHeight = `${Number(row.dataset.lanes) * LANE}px`;
    }
    for (const bar of this.rows.flat()) {
      const from = civil(bar.dataset.from) - this.start;
      const to = civil(bar.dataset.to) - this.start;
      bar.style.top = `${Number(bar.dataset.lane) * LANE + GAP}px`;
      bar.style.height = `${LANE - 2 * GAP}px`;
      bar.style.left = this.share(from);
      bar.style.width = this.share(Math.min(to, this.length) - Math.max(0, from));
      const days = Number(bar.dataset.turnaround);
      if (days) this.turnaround(bar, to, days);
    }
    this.lines();
  }

  turnaround(bar, to, days) {
    const mark = document.createElement("span");
    mark.className = "turnaround";
    mark.setAttribute("aria-hidden", "true");
    mark.style.top = `${(Number(bar.dataset.lane) + 0.5) * LANE}px`;
    mark.style.left = this.share(to);
    mark.style.width = this.share(Math.min(days * DAY, this.length - to));
    bar.after(mark);
  }

  // One line for each month and one for today, across all rows.
  lines() {
    const grid = document.createElement("div");
    grid.className = "timeline-grid";
    grid.setAttribute("aria-hidden", "true");
    for (const month of this.element.querySelectorAll(".timeline-month")) {
      grid.append(this.line("timeline-line", civil(month.dataset.from)));
    }
    const today = civil(this.element.dataset.today);
    if (today >= this.start && today < this.start + this.length) grid.append(this.line("timeline-today", today));
    this.element.querySelector(".timeline-scroll").append(grid);
  }

  line(className, at) {
    const line = document.createElement("span");
    line.className = className;
    line.style.left = this.share(at - this.start);
    return line;
  }

  // One stop for Tab in the whole board; arrows go from stay to stay, to the nearest one in the next row.
  keyboard() {
    const all = this.rows.flat();
    all.forEach((bar, i) => { bar.tabIndex = i ? -1 : 0; });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.panel.hidden) { this.hide(); return; }
      const bar = event.target.closest?.(".stay-bar");
      const next = bar && this.next(bar, event.key);
      if (next) {
        event.preventDefault();
        bar.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
        next.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    });
  }

  next(bar, key) {
    const row = this.rows.findIndex((one) => one.includes(bar));
    const place = this.rows[row].indexOf(bar);
    switch (key) {
      case "ArrowRight": return this.rows[row][place + 1];
      case "ArrowLeft": return this.rows[row][place - 1];
      case "ArrowDown": return this.nearest(this.rows[row + 1], bar);
      case "ArrowUp": return this.nearest(this.rows[row - 1], bar);
      case "Home": return this.rows[row][0];
      case "End": return this.rows[row].at(-1);
      default: return undefined;
    }
  }

  nearest(row, bar) {
    const at = civil(bar.dataset.from);
    const away = (one) => Math.abs(civil(one.dataset.from) - at);
    return row?.reduce((best, one) => (away(one) < away(best) ? one : best));
  }

  show(bar) {
    this.from = bar;
    const [heading, list, link] = ["h2", "ul", "a"].map((tag) => this.panel.querySelector(tag));
    heading.textContent = bar.querySelector("span").textContent;
    list.replaceChildren(...bar.dataset.facts.split("|").map((fact) => {
      const item = document.createElement("li");
      item.textContent = fact;
      return item;
    }));
    link.href = bar.dataset.url;
    this.panel.hidden = false;
  }

  hide() {
    this.panel.hidden = true;
    this.from?.focus();
  }
}

for (const element of document.querySelectorAll(".timeline")) new Timeline(element);
