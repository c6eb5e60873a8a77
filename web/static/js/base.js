// Small manners that every page shares. Pages work without them.

// After a form came back with errors, the summary is read first.
document.querySelector("[data-focus]")?.focus();

// One open sheet at a time, closed by Escape or by a click elsewhere.
const sheets = "details.popover, nav.bar > details";
addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(sheets)) {
    if (open.open && !open.contains(event.target)) open.open = false;
  }
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll(sheets)) {
    if (!open.open) continue;
    open.open = false;
    open.querySelector("summary")?.focus();
  }
});

// A filter sentence applies as soon as a choice is made.
for (const form of document.querySelectorAll("form.sentence[data-auto]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// A button that cannot be pressed twice while its page is on the way.
addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const button = event.submitter;
  if (button?.matches("[data-once]")) setTimeout(() => { button.disabled = true; }, 0);
});
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[data-once][disabled]")) button.disabled = false;
});

// data-print: print this page.
addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});

// A table that is wider than its box can be scrolled by keyboard, and says what it is.
const reach = () => {
  for (const box of document.querySelectorAll(".table-box")) {
    if (box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight) continue;
    const title = box.querySelector("caption") ?? box.closest("section")?.querySelector("h2") ?? document.querySelector("h1");
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    if (title) box.setAttribute("aria-label", title.textContent.trim().replace(/\s+/g, " "));
  }
};
reach();
addEventListener("resize", reach);
addEventListener("toggle", reach, true);
