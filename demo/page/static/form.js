// Dialogs as an integration asks for them, with its errors beside the fields that they are about.

import { element, markdown } from "/demo/markdown.js";
import { say } from "/demo/words.js";

const LONGEST = { text: 150, textarea: 3000 };

export class Form {
  // `submit` hands in what was filled in and returns the errors; `crew` are the people to choose.
  constructor(box, crew, submit) {
    this.box = box;
    this.crew = crew;
    this.submit = submit;
    box.oncancel = (event) => {
      event.preventDefault();
      this.cancel();
    };
  }

  open(asked) {
    this.asked = asked;
    this.fields = new Map();
    const { dialog } = asked;
    const form = element("form");
    form.noValidate = true;
    form.append(element("h2", "", dialog.title));
    if (dialog.introduction_text) form.append(markdown(dialog.introduction_text));
    for (const each of dialog.elements || []) form.append(this.field(each));
    this.error = element("p", "error");
    this.error.setAttribute("role", "alert");
    const cancel = element("button", "", say("cancel"));
    cancel.type = "button";
    cancel.onclick = () => this.cancel();
    const done = element("button", "primary", dialog.submit_label || say("send"));
    form.append(this.error, element("footer", "", cancel, done));
    form.onsubmit = (event) => {
      event.preventDefault();
      this.hand(done);
    };
    this.box.replaceChildren(form);
    if (!this.box.open) this.box.showModal();
    this.fields.values().next().value?.focus?.();
  }

  field(asked) {
    const label = element("span", "label", asked.display_name);
    if (asked.optional) label.append(element("i", "", say("optional")));
    const input = this.input(asked);
    const error = element("span", "error");
    const made = element(asked.type === "radio" ? "fieldset" : "label", `field ${asked.type}`);
    made.append(label, input);
    if (asked.help_text) made.append(element("small", "", asked.help_text));
    made.append(error);
    made.dataset.name = asked.name;
    this.fields.set(asked.name, input);
    Object.assign(input, { asked, error });
    return made;
  }

  input(asked) {
    if (asked.type === "select") return this.select(asked);
    if (asked.type === "radio") return this.radio(asked);
    if (asked.type === "bool") {
      const made = element("input");
      made.type = "checkbox";
      made.checked = asked.default === "true";
      return made;
    }
    const made = element(asked.type === "textarea" ? "textarea" : "input");
    if (asked.type !== "textarea") made.type = asked.subtype || "text";
    else made.rows = 3;
    made.value = asked.default || "";
    made.placeholder = asked.placeholder || "";
    return made;
  }

  options(asked) {
    if (asked.data_source !== "users") return asked.options || [];
    return this.crew().map((person) => ({ text: person.name, value: person.id }));
  }

  select(asked) {
    const none = element("option", "", asked.placeholder || say("choose"));
    none.value = "";
    const made = element("select", "", none);
    for (const option of this.options(asked)) {
      const each = element("option", "", option.text);
      each.value = option.value;
      made.append(each);
    }
    made.value = asked.default || "";
    return made;
  }

  radio(asked) {
    const made = element("div", "choices");
    for (const option of this.options(asked)) {
      const each = element("input");
      Object.assign(each, { type: "radio", name: asked.name, value: option.value });
      each.checked = option.value === asked.default;
      made.append(element("label", "", each, option.text));
    }
    return made;
  }

  // As Mattermost's own client sends values: an empty optional one is null.
  value(input) {
    const { asked } = input;
    if (asked.type === "bool") return input.checked;
    if (asked.type === "radio") return input.querySelector(":checked")?.value ?? null;
    if (asked.subtype === "number") {
      const number = Number.parseInt(input.value, 10);
      return Number.isNaN(number) ? null : number;
    }
    return input.value || null;
  }

  wrong(input) {
    const { asked } = input;
    const value = this.value(input);
    if (!asked.optional && (value === null || value === false)) return say("required");
    const most = asked.max_length || LONGEST[asked.type];
    if (typeof value === "string" && most && value.length > most) {
      return say("too_long", { count: most });
    }
    return "";
  }

  async hand(button) {
    const inputs = [...this.fields.values()];
    const wrong = Object.fromEntries(
      inputs.map((input) => [input.asked.name, this.wrong(input)]).filter(([, why]) => why),
    );
    this.show({ errors: wrong });
    if (Object.keys(wrong).length) return;
    const values = inputs.map((input) => [input.asked.name, this.value(input)]);
    button.disabled = true;
    try {
      const told = await this.submit(this.asked, Object.fromEntries(values), false);
      const known = Object.keys(told.errors || {}).some((name) => this.fields.has(name));
      this.show(told);
      // Errors about no field that there is count as success, as in Mattermost.
      if (!told.error && !known) this.box.close();
    } catch (error) {
      this.show({ error: error.message });
    } finally {
      button.disabled = false;
    }
  }

  show({ error = "", errors = {} }) {
    this.error.textContent = error;
    let first = null;
    for (const [name, input] of this.fields) {
      input.error.textContent = errors[name] || "";
      input.toggleAttribute("aria-invalid", Boolean(errors[name]));
      if (errors[name] && !first) first = input;
    }
    first?.focus?.();
  }

  cancel() {
    this.box.close();
    if (this.asked.dialog.notify_on_cancel) this.submit(this.asked, {}, true).catch(() => {});
  }
}
