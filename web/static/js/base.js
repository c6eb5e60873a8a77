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
