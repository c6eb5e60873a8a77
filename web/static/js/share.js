// Copy an address, or hand it to the phone's own way of sharing. Without this file the addresses are plain links.

const WAIT = 2000;

async function give(button) {
  const address = button.dataset.copy;
  if ("share" in button.dataset && navigator.share) {
    await navigator.share({ title: button.dataset.title, url: address }).catch(() => {});
    return;
  }
  await navigator.clipboard.writeText(address);
  const words = button.querySelector("span");
  const before = words.textContent;
  words.textContent = document.documentElement.lang === "fr" ? "Copié" : "Copied";
  button.setAttribute("aria-live", "polite");
  setTimeout(() => { words.textContent = before; }, WAIT);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (navigator.clipboard || navigator.share) button.hidden = false;
  button.addEventListener("click", () => give(button));
}
