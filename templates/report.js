"use strict";
(() => {
  const root = document.documentElement;

  // Language: the radio buttons work without this script; here the document's own language and title follow them.
  const switches = [...document.querySelectorAll(".switch")];
  const speak = (input) => {
    root.lang = input.lang;
    root.dir = input.dataset.dir;
    document.title = input.dataset.title;
  };
  switches.forEach((input) => input.addEventListener("change", () => speak(input)));
  const follow = () => {
    const tag = location.hash.slice(1).split("-")[0];
    const input = document.getElementById("to-" + tag);
    if (input && !input.checked) {
      input.checked = true;
      speak(input);
    }
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target) {
      const duty = target.closest(".duty");
      if (duty) {
        duty.hidden = false;
        duty.querySelector("details").open = true;
      }
      target.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", follow);

  // The same letter however it is typed: no marks, one alef, one ya, ha for ta marbuta, Western digits.
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
      .replace(/\u0649/g, "\u064a")
      .replace(/\u0629/g, "\u0647")
      .replace(/[\u0660-\u0669]/g, (digit) => digit.charCodeAt(0) - 0x660)
      .replace(/[\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
      .toLowerCase();

  const enhance = (view) => {
    const form = view.querySelector(".filters");
    const table = view.querySelector(".register");
    if (!form || !table) return;
    const duties = [...table.tBodies];
    const folded = new Map();
    const wordsOf = (duty) => {
      if (!folded.has(duty)) folded.set(duty, fold(duty.textContent));
      return folded.get(duty);
    };
    const output = form.querySelector("output");

    const filter = () => {
      const wanted = fold(form.elements.words.value).split(/\s+/).filter(Boolean);
      const { verdict, directive, authority, flags, action } = form.elements;
      let shown = 0;
      for (const duty of duties) {
        const data = duty.dataset;
        const fits =
          (!verdict.value || data.verdict === verdict.value) &&
          (!directive.value || data.directive === directive.value) &&
          (!authority.value || data.authority === authority.value) &&
          (!flags.value || data.flags.split(" ").includes(flags.value)) &&
          (!action.checked || data.action === "1") &&
          wanted.every((word) => wordsOf(duty).includes(word));
        duty.hidden = !fits;
        if (fits) shown += Number(data.count);
      }
      output.value = form.dataset.shown.replace("#", shown);
    };

    const compare = (by, sign) => (one, other) => {
      if (by === "unit") {
        const cell = (duty) => duty.rows[0].cells[1].textContent;
        return sign * cell(one).localeCompare(cell(other), view.lang);
      }
      const a = one.dataset[by];
      const b = other.dataset[by];
      if (a === "" || b === "") return (a === "") - (b === "");
      if (by === "due" || by === "completed") return sign * a.localeCompare(b);
      return sign * (Number(a) - Number(b));
    };

    const heads = [...table.tHead.querySelectorAll("th[data-sort]")];
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const byNumber = compare("number", 1);
        const order = compare(head.dataset.sort, down ? -1 : 1);
        table.append(...duties.sort((one, other) => order(one, other) || byNumber(one, other)));
      });
    }

    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    form.hidden = false;
    filter();
  };
  document.querySelectorAll(".view").forEach(enhance);
  follow();

  // On paper nothing can be opened: parts that hold figures are printed open; each duty prints its reason.
  // A heading that is repeated on every page must be plain words: browsers repeat no buttons.
  let closed = [];
  let buttons = [];
  window.addEventListener("beforeprint", () => {
    buttons = [...document.querySelectorAll("th button")];
    buttons = buttons.map((button) => [button, button.parentElement]);
    buttons.forEach(([button, head]) => head.replaceChildren(button.textContent));
    closed = [...document.querySelectorAll("details:not([open])")].filter((part) => !part.closest(".duty"));
    closed.forEach((part) => (part.open = true));
  });
  window.addEventListener("afterprint", () => {
    buttons.forEach(([button, head]) => head.replaceChildren(button));
    closed.forEach((part) => (part.open = false));
  });
})();
