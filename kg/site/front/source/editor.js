// The editor: SPARQL coloured, completed with the site's prefixes and terms, errors marked.
import {
  acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completions } from "./completion.js";

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent)", fontWeight: "650" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--link-visited)" },
  { tag: [tags.atom, tags.tagName, tags.propertyName], color: "var(--link)" },
  { tag: [tags.string, tags.number, tags.bool], color: "var(--doubt)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: tags.operator, color: "var(--soft)" },
]);

const LOOK = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--raised)", fontSize: ".95rem", border: "1px solid var(--soft)", borderRadius: ".4rem" },
  "&.cm-focused": { outline: "3px solid var(--link)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace", lineHeight: "1.5", minHeight: "12rem", maxHeight: "32rem", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--soft)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--rule) 35%, transparent)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--link) 30%, transparent) !important" },
  ".cm-matchingBracket": { backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent) !important" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--soft)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--paper)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: ".8" },
  ".cm-completionInfo": { maxWidth: "24rem", fontFamily: "system-ui, sans-serif" },
  ".cm-diagnostic": { padding: ".4rem .6rem" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--alarm)", textUnderlineOffset: ".2em", backgroundImage: "none !important" },
});

// Typing over a selection makes Chromium carry its look over as an inline style, which a strict
// policy forbids; so the editor replaces it itself, and its own handlers come first as always.
const REPLACE = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    const text = event.data;
    if (empty || event.inputType !== "insertText" || !text || event.isComposing) return false;
    event.preventDefault();
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type" });
    const handled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert));
    if (!handled) view.dispatch(insert());
    return true;
  },
});

export class Editor {
  #view;

  /** holder: an empty element; run: called on Ctrl+Enter. */
  constructor(holder, settings, run) {
    // In a shadow root the editor's styles are adopted sheets, which a strict policy allows.
    const root = holder.attachShadow({ mode: "open" });
    const runs = Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }]));
    const takes = keymap.of([{ key: "Tab", run: (view) => completionStatus(view.state) === "active" && acceptCompletion(view) }]);
    this.#view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        extensions: [
          runs, takes, REPLACE, lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(),
          highlightActiveLine(), indentUnit.of("  "), EditorView.lineWrapping,
          StreamLanguage.define(sparql), syntaxHighlighting(COLOURS),
          autocompletion({ override: [completions(settings)], icons: false, maxRenderedOptions: 60 }),
          keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
          EditorView.contentAttributes.of({
            "aria-label": "SPARQL query. Control and Enter runs it, Escape then Tab leaves the editor.",
            spellcheck: "false",
          }),
          LOOK,
        ],
      }),
    });
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  set text(query) {
    const { state } = this.#view;
    this.#view.dispatch({ changes: { from: 0, to: state.doc.length, insert: query } });
    this.mark(null);
  }

  /** Underline the place of an error, or take the line away with null. */
  mark(error) {
    const { doc } = this.#view.state;
    const found = [];
    if (error?.line) {
      const line = doc.line(Math.min(error.line, doc.lines));
      const from = Math.min(line.from + error.column - 1, line.to);
      const word = /^[^\s]+/.exec(doc.sliceString(from, line.to));
      const to = Math.min(from + (word?.[0].length ?? 1), doc.length);
      found.push({ from: Math.min(from, to), to, severity: "error", message: error.message });
    }
    this.#view.dispatch(setDiagnostics(this.#view.state, found));
  }

  focus() {
    this.#view.focus();
  }
}
