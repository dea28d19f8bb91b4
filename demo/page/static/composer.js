// Where lines, commands and files are written and sent; what fails is given back.

import { Completion } from "/demo/completion.js";
import { element } from "/demo/markdown.js";
import { picture } from "/demo/picture.js";
import { say } from "/demo/words.js";

const TALLEST = 160;

export class Composer {
  // `send` takes a text and files and throws where it fails.
  constructor(send) {
    const found = (id) => document.getElementById(id);
    [this.form, this.text, this.files] = [found("composer"), found("text"), found("files")];
    [this.held, this.failure, this.chips] = [found("held"), found("failure"), found("chips")];
    this.send = send;
    this.attached = [];
    this.completion = new Completion(found("completion"), this.text, (text) => this.fill(text));
    this.text.oninput = () => this.typed();
    this.text.onkeydown = (event) => this.key(event);
    this.text.onblur = () => this.completion.close();
    this.text.onfocus = () => this.completion.update();
    this.form.onsubmit = (event) => {
      event.preventDefault();
      this.submit();
    };
    found("attach").onclick = () => this.files.click();
    this.files.onchange = () => this.attach([...this.files.files]);
  }

  label() {
    const [attach, send] = ["attach", "send"].map((id) => document.getElementById(id));
    this.text.placeholder = say("placeholder");
    this.text.setAttribute("aria-label", say("placeholder"));
    attach.replaceChildren(picture("attach"));
    send.replaceChildren(picture("send"));
    attach.title = attach.ariaLabel = say("attach");
    send.title = send.ariaLabel = say("send");
    const ideas = [
      ["try_line", () => this.fill(say("try_line"))],
      ["try_position", () => this.give("/position")],
      ["try_weather", () => this.give("/weather")],
      ["try_form", () => this.give("/log")],
      ["try_export", () => this.give("/log-export gpx")],
    ];
    const chips = ideas.map(([name, does]) => {
      const chip = element("button", "chip", say(name));
      chip.type = "button";
      chip.onclick = does;
      return chip;
    });
    this.chips.replaceChildren(element("span", "", say("try")), ...chips);
  }

  fill(text) {
    this.text.value = text;
    this.text.focus();
    this.typed();
  }

  give(text) {
    this.text.value = text;
    this.submit();
  }

  typed() {
    this.failure.hidden = true;
    this.completion.update();
    this.fit();
  }

  fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, TALLEST)}px`;
  }

  key(event) {
    if (event.isComposing) return;
    if (this.completion.open && this.choosing(event)) {
      event.preventDefault();
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
  }

  choosing(event) {
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        this.completion.move(event.key === "ArrowDown" ? 1 : -1);
        return true;
      case "Tab":
        this.completion.choose();
        return true;
      case "Enter":
        if (event.shiftKey || this.completion.whole) return false;
        this.completion.choose();
        return true;
      case "Escape":
        this.completion.close();
        return true;
      default:
        return false;
    }
  }

  attach(files) {
    this.attached.push(...files);
    this.files.value = "";
    this.drawHeld();
  }

  drawHeld() {
    this.held.hidden = this.attached.length === 0;
    const held = this.attached.map((file) => {
      const made = element("button", "", picture("file"), file.name, " ×");
      made.type = "button";
      made.title = say("remove", { name: file.name });
      made.onclick = () => {
        this.attached = this.attached.filter((each) => each !== file);
        this.drawHeld();
      };
      return made;
    });
    this.held.replaceChildren(...held);
  }

  async submit() {
    const [text, files] = [this.text.value, this.attached];
    if (!text.trim() && files.length === 0) return;
    this.completion.close();
    this.text.value = "";
    this.attached = [];
    this.drawHeld();
    this.fit();
    try {
      await this.send(text, files);
      this.failure.hidden = true;
    } catch (error) {
      // What was typed is never lost.
      this.text.value = this.text.value || text;
      this.attached = files;
      this.drawHeld();
      this.fit();
      this.failure.textContent = say("failed", { reason: error.message });
      this.failure.hidden = false;
    }
  }
}
