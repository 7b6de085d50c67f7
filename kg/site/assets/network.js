// The picture of a network: ties light up under pointer and focus, arrow keys walk from box to
// box, kinds of ties can be hidden, the picture zooms, and any party can be put in its centre.

const figures = document.querySelectorAll("figure.network");
const STEP = 1.25;
const STYLES = { current: "in force", linked: "listed for the link", former: "former or in doubt" };

const element = (name, attributes, text = "") => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
};

class Network {
  constructor(figure) {
    this.figure = figure;
    this.frame = figure.querySelector(".picture");
    this.hidden = new Set();
    this.past = [];
    this.told = element("p", { class: "told", role: "status", "aria-live": "polite" });
    this.tools = element("div", { class: "tools", role: "toolbar", "aria-label": "The picture" });
    figure.prepend(this.tools);
    this.frame.after(this.told);
    this.bind();
  }

  bind() {
    this.svg = this.frame.querySelector("svg");
    this.width = Number(this.svg.getAttribute("width"));
    this.height = Number(this.svg.getAttribute("height"));
    this.boxes = [...this.svg.querySelectorAll(".box")];
    this.ties = [...this.svg.querySelectorAll(".tie")].map((node) => ({
      node, ends: node.dataset.ends.split(" "), told: node.dataset.told,
      style: node.classList[1] === "doubted" ? "former" : node.classList[1],
    }));
    for (const box of this.boxes) {
      box.addEventListener("pointerenter", () => this.light(box));
      box.addEventListener("focus", () => this.light(box));
      box.addEventListener("pointerleave", () => this.rest());
      box.addEventListener("blur", () => this.rest());
      if (box.matches("a")) box.after(this.pivot(box));
    }
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.scale = 1;
    this.middle();
    this.offer();
    this.hide();
    this.rest();
  }

  // Where the picture is wider than the page, its centre is what is seen of it first.
  middle() {
    const { left, width } = this.svg.querySelector(".centre").getBoundingClientRect();
    const frame = this.frame.getBoundingClientRect();
    this.frame.scrollLeft += left + width / 2 - (frame.left + frame.width / 2);
  }

  // The buttons and boxes to tick above the picture.
  offer() {
    const made = [
      this.button("Zoom in", "+", () => this.zoom(STEP)),
      this.button("Zoom out", "−", () => this.zoom(1 / STEP)),
    ];
    if (this.past.length) made.push(this.button("Back to the picture before", "Back", () => this.back()));
    const styles = new Set(this.ties.map((tie) => tie.style));
    if (styles.size > 1) {
      for (const style of Object.keys(STYLES).filter((each) => styles.has(each))) {
        const label = element("label", {});
        const tick = element("input", { type: "checkbox", value: style });
        tick.checked = !this.hidden.has(style);
        tick.addEventListener("change", () => {
          if (tick.checked) this.hidden.delete(style);
          else this.hidden.add(style);
          this.hide();
        });
        label.append(tick, ` ${STYLES[style]}`);
        made.push(label);
      }
    }
    this.tools.replaceChildren(...made);
  }

  button(name, text, act) {
    const made = element("button", { type: "button", "aria-label": name, title: name }, text);
    made.addEventListener("click", act);
    return made;
  }

  // For the pointer what the key C is: a mark at the corner of a box.
  pivot(box) {
    const frame = box.querySelector("rect");
    const [x, y, wide] = ["x", "y", "width"].map((name) => Number(frame.getAttribute(name)));
    const made = document.createElementNS(this.svg.namespaceURI, "g");
    made.setAttribute("class", "pivot");
    made.setAttribute("role", "button");
    made.setAttribute("aria-label", `Put ${box.getAttribute("aria-label")} in the centre`);
    made.setAttribute("transform", `translate(${x + wide} ${y})`);
    const disc = document.createElementNS(this.svg.namespaceURI, "circle");
    disc.setAttribute("r", "9");
    const cross = document.createElementNS(this.svg.namespaceURI, "path");
    cross.setAttribute("d", "M-4 0H4M0 -4V4");
    made.append(disc, cross);
    made.addEventListener("click", () => this.centre(box));
    return made;
  }

  zoom(by) {
    this.scale = Math.min(4, Math.max(0.4, this.scale * by));
    this.svg.classList.add("zoomed");
    const fit = Math.min(1, this.frame.clientWidth / this.width);
    this.svg.setAttribute("width", this.width * fit * this.scale);
    this.svg.setAttribute("height", this.height * fit * this.scale);
    this.middle();
  }

  hide() {
    for (const tie of this.ties) tie.node.classList.toggle("gone", this.hidden.has(tie.style));
  }

  // Shows a box with its ties and those at their other ends; all else steps back.
  light(box) {
    const own = box.dataset.box;
    const ties = this.ties.filter((tie) => tie.ends.includes(own) && !this.hidden.has(tie.style));
    const near = new Set([own, ...ties.flatMap((tie) => tie.ends)]);
    this.svg.classList.add("lit");
    for (const each of this.boxes) each.classList.toggle("near", near.has(each.dataset.box));
    for (const tie of this.ties) tie.node.classList.toggle("near", ties.includes(tie));
    this.told.replaceChildren(...ties.map((tie) => element("span", {}, tie.told)));
  }

  rest() {
    this.svg.classList.remove("lit");
    this.told.textContent = "Arrow keys walk from party to party, Enter opens one, C puts it in the centre.";
  }

  key(event) {
    const box = event.target.closest(".box");
    if (!box || event.altKey || event.ctrlKey || event.metaKey) return;
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key in ways) {
      event.preventDefault();
      this.nearest(box, ways[event.key])?.focus();
    } else if (event.key === "c" || event.key === "C") {
      this.centre(box);
    } else if (event.key === "Escape") {
      if (this.past.length) this.back();
      else box.blur();
    }
  }

  // The nearest box in a direction; what lies aside counts as further away.
  nearest(from, [across, down]) {
    const place = (box) => {
      const area = box.getBBox();
      return [area.x + area.width / 2, area.y + area.height / 2];
    };
    const [x, y] = place(from);
    let found = null;
    let least = Infinity;
    for (const box of this.boxes) {
      const [left, top] = place(box);
      const ahead = (left - x) * across + (top - y) * down;
      const aside = Math.abs((left - x) * down) + Math.abs((top - y) * across);
      if (box !== from && ahead > 1 && ahead + 3 * aside < least && box.matches("a")) {
        [found, least] = [box, ahead + 3 * aside];
      }
    }
    return found;
  }

  // Takes the picture from the page of the party, for every party's page has its own.
  async centre(box) {
    const address = box.getAttribute("href");
    if (!address) return;
    const url = new URL(address, this.base ?? location.href);
    let page;
    try {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`the page answered ${answer.status}`);
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch (error) {
      this.told.textContent = `The picture of ${box.getAttribute("aria-label")} cannot be read: ${error.message}.`;
      return;
    }
    const svg = page.querySelector("figure.network svg");
    if (!svg) return;
    for (const pivot of this.svg.querySelectorAll(".pivot")) pivot.remove();
    this.past.push({ svg: this.svg, base: this.base });
    for (const link of svg.querySelectorAll("a[href]")) {
      link.setAttribute("href", new URL(link.getAttribute("href"), url).href);
    }
    this.base = url.href;
    this.show(document.importNode(svg, true));
  }

  back() {
    const { svg, base } = this.past.pop();
    this.base = base;
    this.show(svg.cloneNode(true));
  }

  show(svg) {
    this.svg.replaceWith(svg);
    this.bind();
    this.boxes.find((box) => box.matches("a"))?.focus();
  }
}

for (const figure of figures) new Network(figure);
