// Which files are in the engine: the core always, lists as they are ticked.
import { element } from "./table.js";
import { Client } from "./client.js";

const SMALL = 20_000_000; // bytes of text that load in about a second

export const megabytes = (bytes) => (
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`
);

export class Data {
  #settings;
  #root;
  #told;
  #changed;
  #boxes = new Map();
  #loaded = new Set();
  #opening = null;

  /**
   * boxes: the element that takes a checkbox for each list.
   * told: called with a sentence and a share from 0 to 1 while something loads.
   * changed: called when another box is ticked, or one no longer is.
   */
  constructor(settings, root, boxes, told, changed) {
    this.#settings = settings;
    this.#root = root;
    this.#told = told;
    this.#changed = changed;
    this.client = new Client(new URL("assets/query/worker.js", root));
    const whole = settings.lists.reduce((sum, list) => sum + list.size, 0);
    boxes.append(this.#box(settings.core, "Core", settings.core.says, true, true));
    for (const list of settings.lists) boxes.append(this.#box(list, list.title, "", whole <= SMALL, false));
  }

  #box(file, title, says, checked, disabled) {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked, disabled });
    const size = `${file.quads.toLocaleString("en")} statements, ${megabytes(file.packed)}`;
    const note = element("small", {}, ` ${says ? `${says}; ` : ""}${size}`);
    box.addEventListener("change", () => {
      if (!box.checked) this.restart();
      this.#changed();
    });
    this.#boxes.set(file, box);
    return element("li", {}, element("label", {}, box, " ", element("span", {}, title, note)));
  }

  /** Whether every list is ticked, and whether any is. */
  get ticked() {
    const lists = this.#settings.lists.filter((list) => this.#boxes.get(list).checked);
    return { all: lists.length === this.#settings.lists.length, any: lists.length > 0 };
  }

  tickAll() {
    for (const box of this.#boxes.values()) box.checked = true;
  }

  /** Everything that is ticked is in the engine once this is done. */
  ready() {
    if (!this.#opening) {
      const opening = this.#open().finally(() => {
        if (this.#opening === opening) this.#opening = null;
      });
      this.#opening = opening;
    }
    return this.#opening;
  }

  async #open() {
    if (!this.client.alive) {
      this.#loaded.clear();
      this.#told("Starting the engine", 0);
      await this.client.call("start", { settings: this.#settings, root: this.#root });
    }
    let file;
    while ((file = this.#wanted()[0])) {
      const { path, graphs, size } = file;
      const name = file.title ?? "the core";
      this.#told(`Loading ${name}`, 0);
      await this.client.call("load", { file: { path, graphs } }, ({ done }) => {
        this.#told(`Loading ${name}`, Math.min(done / size, 1));
      });
      this.#loaded.add(file);
    }
  }

  #wanted() {
    return [...this.#boxes].filter(([file, { checked }]) => checked && !this.#loaded.has(file)).map(([file]) => file);
  }

  get loading() {
    return this.#opening !== null;
  }

  /** Kill the worker; lists that were on their way are no longer ticked. */
  restart() {
    for (const file of this.#loading()) this.#boxes.get(file).checked = false;
    this.client.kill();
    this.#opening = null;
  }

  #loading() {
    return this.#opening ? this.#wanted().filter((file) => file !== this.#settings.core) : [];
  }
}
