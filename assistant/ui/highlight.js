/* What the scripts of several tabs share. It changes no text and fetches nothing. */

/* Scroll a panel until the highlight on the page in it is seen; `below` is how much of its foot something else covers. */
function bringMarkIntoView(panel, page, below = 0) {
  const mark = page?.querySelector(".mark:last-of-type") || page?.querySelector(".cited");
  if (!panel || !mark) return;
  const foot = Math.min(panel.getBoundingClientRect().bottom - below, window.innerHeight) - 40;
  const place = mark.getBoundingClientRect();
  if (place.bottom > foot) panel.scrollTop += place.bottom - foot;
}
