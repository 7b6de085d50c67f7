// The page's end of the worker: calls that answer, and a kill that ends them all.
import { QueryError } from "./guard.js";

export class Client {
  #address;
  #worker = null;
  #calls = new Map();
  #next = 0;

  constructor(address) {
    this.#address = address;
  }

  get alive() {
    return this.#worker !== null;
  }

  /** Ask the worker for something; progress is told as it comes. */
  call(task, given = {}, progress = () => {}) {
    this.#worker ??= this.#started();
    const id = this.#next++;
    this.#worker.postMessage({ id, task, ...given });
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject, progress });
    });
  }

  /** End the worker at once, whatever it does; what was asked is rejected as "stopped". */
  kill(why = "Stopped.") {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#calls.values()) reject(new QueryError("stopped", why));
    this.#calls.clear();
  }

  #started() {
    const worker = new Worker(this.#address);
    worker.onmessage = ({ data: { id, progress, value, error } }) => {
      const call = this.#calls.get(id);
      if (!call) return;
      if (progress) {
        call.progress(progress);
        return;
      }
      this.#calls.delete(id);
      if (error) call.reject(new QueryError(error.kind, error.message, error));
      else call.resolve(value);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.kill(`The engine does not start: ${event.message ?? "its file cannot be read"}.`);
    };
    return worker;
  }
}
