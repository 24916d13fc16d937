// The way to the site's root from a page that is shown at any depth: the build writes this into the page « introuvable »
// of a site that does not know its address (see build_tools/site/not_found.py), before anything that has an address.
//
// The root is the nearest folder above the address asked for that holds the mark of a built site. The style sheets wait
// for the answer, hence requests that are awaited on the spot.
{
  const base = document.querySelector("base");
  const folders = location.pathname.split("/").slice(1, -1).slice(0, 8);
  const isRoot = (/** @type {string} */ folder) => {
    const request = new XMLHttpRequest();
    request.open("HEAD", `${folder}site-du-catalogue.txt`, false);
    try {
      request.send();
    } catch {
      return false; // no network: the page stays as it is
    }
    return request.status === 200;
  };
  const roots = folders.map((_, i) => `/${folders.slice(0, folders.length - i).join("/")}/`);
  // A path that begins with two slashes would name another host.
  const found = roots.find((folder) => !folder.startsWith("//") && isRoot(folder));
  if (base && found) base.href = found;
}
