// Live progress of a run: server-sent events; where they cannot be had, the page is loaded again now and then.
const box = document.querySelector("[data-progress]");
const part = (name) => box.querySelector(`[data-${name}]`);
const PATIENCE = 5000;
let queued = box.dataset.state === "queued";
let failures = 0;
let spoken = 0;
let words = "";

function show(figures) {
  if (queued && figures.running) {
    document.querySelector("h1").textContent = box.dataset.running;
    queued = false;
  }
  part("points").textContent = figures.points;
  part("room").textContent = figures.room || "–";
  part("elapsed").textContent = figures.elapsed || "–";
  part("bar").value = figures.seconds;
  part("curve").hidden = !figures.plan;
  for (const line of box.querySelectorAll("[data-line]")) {
    line.setAttribute("points", figures[line.dataset.line]);
  }
  const news = figures.room ? `${figures.points} – ${figures.room}` : figures.points;
  if (news !== words && Date.now() - spoken > 8000) {
    spoken = Date.now();
    words = news;
    part("said").textContent = news;
  }
}

const source = new EventSource(box.dataset.progress);
source.addEventListener("progress", (event) => { failures = 0; show(JSON.parse(event.data)); });
source.addEventListener("end", () => { source.close(); location.reload(); });
source.addEventListener("error", () => {
  failures += 1;
  if (source.readyState === EventSource.CLOSED || failures > 5) {
    source.close();
    setTimeout(() => location.reload(), PATIENCE);
  }
});
addEventListener("pagehide", () => source.close());
