(function () {
  "use strict";
  var narrow = window.matchMedia("(max-width: 63.99rem)");
  var contents = document.querySelector(".contents details");
  var form = document.querySelector(".filters");
  var HERE = "#quotes:";

  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  // What scrolls sideways is reached by keyboard; what does not is no stop on the way.
  function stops() {
    all(".scroll").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  }

  if (contents && narrow.matches) contents.open = false;
  stops();
  window.addEventListener("resize", stops);
  all('a[href="#contents"]').forEach(function (link) {
    link.addEventListener("click", function () { contents.open = true; });
  });

  // A button beside every quote: its words with whose they are, by role.
  all("[data-said]").forEach(function (box) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy this quote and its attribution");
    button.addEventListener("click", function () {
      var words = box.querySelector("p").textContent.trim();
      copy(words + "\n\u2014 " + box.dataset.said, function (done) {
        button.textContent = done ? "Copied" : "Select the words and copy them";
        window.setTimeout(function () { button.textContent = "Copy"; }, 3000);
      });
    });
    button.setAttribute("aria-live", "polite");
    box.appendChild(button);
  });

  function copy(text, then) {
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { then(true); }, function () { then(byHand(text)); });
    } else then(byHand(text));
  }

  function byHand(text) {
    var field = document.createElement("textarea"), done = false;
    var before = document.activeElement;
    field.value = text;
    field.setAttribute("readonly", "");
    field.style.cssText = "position:fixed;opacity:0";
    document.body.appendChild(field);
    field.select();
    try { done = document.execCommand("copy"); } catch (error) { done = false; }
    document.body.removeChild(field);
    if (before) before.focus();
    return done;
  }

  if (!form) return;
  var names = ["words", "theme", "role", "stance", "session"].filter(function (name) { return form.elements[name]; });
  var search = form.elements.words;
  var shown = document.querySelector(".shown");
  var items = all(".quotes li").map(function (item) {
    var line = item.querySelector("p");
    return { item: item, line: line, words: line.textContent, text: plain(line.textContent + " " + item.id) };
  });

  function plain(text) {
    return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'");
  }

  // Where the words stand in the text as printed: pairs of begin and end.
  function hits(text, words) {
    var flat = "", from = [], found = [];
    Array.from(text).reduce(function (at, letter) {
      var simple = plain(letter);
      for (var i = 0; i < simple.length; i += 1) from.push([at, at + letter.length]);
      flat += simple;
      return at + letter.length;
    }, 0);
    words.forEach(function (word) {
      for (var at = flat.indexOf(word); at !== -1; at = flat.indexOf(word, at + word.length))
        found.push([from[at][0], from[at + word.length - 1][1]]);
    });
    return found.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
  }

  function mark(one, words) {
    var end = 0, text = one.words;
    one.line.textContent = "";
    hits(text, words).forEach(function (hit) {
      if (hit[1] <= end) return;
      var begin = Math.max(hit[0], end), box = document.createElement("mark");
      one.line.appendChild(document.createTextNode(text.slice(end, begin)));
      box.textContent = text.slice(begin, hit[1]);
      one.line.appendChild(box);
      end = hit[1];
    });
    one.line.appendChild(document.createTextNode(text.slice(end)));
  }

  function apply() {
    var words = plain(search.value).split(/\s+/).filter(Boolean);
    var count = 0;
    items.forEach(function (one) {
      var fits = words.every(function (word) { return one.text.indexOf(word) !== -1; }) &&
        names.slice(1).every(function (name) {
          var value = form.elements[name].value;
          return !value || one.item.dataset[name] === value;
        });
      one.item.hidden = !fits;
      if (fits) count += 1;
      if (fits && words.length) mark(one, words);
      else if (one.line.firstElementChild) one.line.textContent = one.words;
    });
    shown.textContent = count === items.length ? count + (count === 1 ? " quote" : " quotes") :
      count ? "Showing " + count + " of " + items.length + " quotes" : "No quote fits. Choose fewer filters.";
  }

  // The filters stand in the address, so that a view can be kept and reopened.
  function remember() {
    var state = names.filter(function (name) { return form.elements[name].value; }).map(function (name) {
      return name + "=" + encodeURIComponent(form.elements[name].value);
    }).join("&");
    try { window.history.replaceState(null, "", state ? HERE + state : "#quotes"); } catch (error) { return; }
  }

  function recall() {
    if (window.location.hash.indexOf(HERE) !== 0) return;
    var state = new URLSearchParams(window.location.hash.slice(HERE.length));
    names.forEach(function (name) {
      var field = form.elements[name];
      field.value = state.get(name) || "";
      if (field.selectedIndex === -1) field.value = "";
    });
    apply();
    document.getElementById("quotes").scrollIntoView();
  }

  function changed() { apply(); remember(); }

  form.addEventListener("input", changed);
  form.addEventListener("reset", function () { window.setTimeout(changed, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); shown.focus(); });
  search.addEventListener("keyup", function (event) {
    if (event.key !== "Escape") return;  // some browsers have cleared it by now, some never do
    search.value = "";
    changed();
  });
  all("a[data-filter]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      form.reset();
      form.elements.theme.value = link.dataset.filter;
      changed();
      document.getElementById("quotes").scrollIntoView();
      form.elements.theme.focus({ preventScroll: true });
    });
  });
  window.addEventListener("hashchange", recall);
  form.hidden = document.getElementById("finds").hidden = false;
  apply();
  recall();
})();
