"use strict";
(() => {
  // What belongs together lights up together: every stretch of a clause, its number and its card. Links do without this.
  const marks = new Map();
  document.querySelectorAll(".words .m[data-o]").forEach((mark) => {
    for (const id of mark.dataset.o.split(" ")) marks.set(id, [...(marks.get(id) ?? []), mark]);
  });
  document.querySelectorAll(".words .n").forEach((number) => {
    const id = number.hash.slice(1);
    marks.set(id, [...(marks.get(id) ?? []), number]);
  });
  const parts = (id) => [...(marks.get(id) ?? []), document.getElementById(id)].filter(Boolean);
  const idsAt = (node) => {
    const mark = node.closest(".words .m[data-o]");
    if (mark) return mark.dataset.o.split(" ");
    const number = node.closest(".words .n");
    if (number) return [number.hash.slice(1)];
    const card = node.closest(".card");
    return card ? [card.id] : [];
  };
  let lit = [];
  const light = (ids) => {
    lit.forEach((part) => part.classList.remove("lit"));
    lit = ids.flatMap(parts);
    lit.forEach((part) => part.classList.add("lit"));
  };
  const chosen = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    return target ? idsAt(target) : [];
  };
  // Who comes to a card by the list of dates sees its clause as well, where text and cards stand side by side.
  const follow = () => {
    const ids = chosen();
    light(ids);
    const card = ids.length === 1 && document.getElementById(ids[0]);
    const [clause] = (card && card.id === location.hash.slice(1) && marks.get(card.id)) || [];
    if (!clause || getComputedStyle(card.closest(".cards")).position !== "sticky") return;
    // Lines far away are laid out only now and move as they are: it takes a few frames until the clause stays in sight.
    const settle = (frames) => {
      const { top, bottom } = clause.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) clause.scrollIntoView({ block: "center" });
      if (frames) requestAnimationFrame(() => settle(frames - 1));
    };
    settle(6);
  };
  window.addEventListener("hashchange", follow);
  for (const event of ["mouseover", "focusin"]) {
    document.addEventListener(event, (e) => {
      const ids = idsAt(e.target);
      light(ids.length ? ids : chosen());
    });
  }
  light(chosen());
  window.addEventListener("load", () => requestAnimationFrame(follow));

  // On paper nothing can be opened: what is folded is printed open, also where the style sheet alone cannot do it.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((part) => (part.open = true));
  });
  window.addEventListener("afterprint", () => closed.forEach((part) => (part.open = false)));
})();
