// Only on pages that `catalogue serve` shows: loads the page again when the site has changed, and says under it what
// keeps the newest records from being shown. A page that nobody sees does not listen: a browser opens few connections.
"use strict";
(() => {
  const version = document.currentScript?.dataset.version;
  const bar = document.createElement("pre");
  bar.setAttribute("role", "status");
  bar.tabIndex = 0;
  bar.hidden = true;
  Object.assign(bar.style, {
    position: "fixed",
    inset: "auto 0 0 0",
    zIndex: 1000,
    margin: 0,
    padding: "0.6rem 1rem",
    maxHeight: "40vh",
    overflow: "auto",
    whiteSpace: "pre-wrap",
    fontSize: "0.75rem",
    color: "#fff",
    background: "#8b1a1a",
  });
  document.body.append(bar);

  // The new text at once, which is what its author waits for; then the whole page again, for its scripts.
  const show = async () => {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [old, fresh] = [document, page].map((one) => one.querySelector("main"));
    if (old && fresh) old.replaceWith(fresh);
  };
  // Loading again empties the page: the new text must have been seen before.
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  /** @param {MessageEvent<string>} event */
  const hear = ({ data }) => {
    const news = JSON.parse(data);
    if (news.version !== version) {
      show()
        .catch(() => {})
        .then(painted)
        .then(() => location.reload());
      return;
    }
    bar.textContent = news.problem;
    bar.hidden = !news.problem;
  };
  /** @type {EventSource | null} */
  let source = null;
  const listen = () => {
    source?.close();
    source = document.visibilityState === "visible" ? new EventSource("/_serve/nouvelles") : null;
    source?.addEventListener("message", hear);
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
