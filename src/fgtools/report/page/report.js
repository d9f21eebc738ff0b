(function () {
  "use strict";
  var form = document.querySelector(".filters");
  var contents = document.querySelector(".contents details");
  if (contents && window.matchMedia("(max-width: 63.99rem)").matches) contents.open = false;
  if (!form) return;
  var items = Array.prototype.slice.call(document.querySelectorAll(".quotes li"));
  var shown = document.querySelector(".shown");
  var texts = items.map(function (item) { return plain(item.textContent); });
  var names = ["theme", "role", "stance", "session"];

  function plain(text) {
    return text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[\u2018\u2019]/g, "'");
  }

  function apply() {
    var words = plain(form.elements.words.value).split(/\s+/).filter(Boolean);
    var count = 0;
    items.forEach(function (item, at) {
      var fits = words.every(function (word) { return texts[at].indexOf(word) !== -1; }) &&
        names.every(function (name) {
          var field = form.elements[name];
          return !field || !field.value || item.dataset[name] === field.value;
        });
      item.hidden = !fits;
      if (fits) count += 1;
    });
    shown.textContent = count === items.length ? count + " quotes" :
      count ? "Showing " + count + " of " + items.length + " quotes" : "No quote fits. Choose fewer filters.";
  }

  form.addEventListener("input", apply);
  form.addEventListener("reset", function () { window.setTimeout(apply, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  apply();
})();
