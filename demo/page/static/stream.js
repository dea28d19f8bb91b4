// The channel's messages: kept sorted, shown grouped by day and by who speaks.

import { element, markdown } from "/demo/markdown.js";
import { face, picture } from "/demo/picture.js";
import { day, hour, midnight, moment, say, size } from "/demo/words.js";

const TOGETHER_MS = 5 * 60 * 1000;
const MOST = 500;

export class Stream {
  // `people` finds a person by id; `act` is called with a post and a button or menu of it.
  constructor(list, people, server, act) {
    this.list = list;
    this.people = people;
    this.server = server;
    this.act = act;
    this.posts = new Map();
    this.shown = new Map();
  }

  put(post) {
    const gone = post.delete_at || (post.type && post.type.startsWith("system_") && !post.whisper);
    if (gone) this.posts.delete(post.id);
    else this.posts.set(post.id, post);
    this.shown.delete(post.id);
  }

  clear() {
    this.posts.clear();
    this.shown.clear();
  }

  // Forget how messages were drawn: the language or the reader changed.
  redraw() {
    this.shown.clear();
    this.draw();
  }

  draw() {
    const posts = [...this.posts.values()].sort((a, b) => a.create_at - b.create_at);
    while (posts.length > MOST) this.posts.delete(posts.shift().id);
    const items = [];
    let before = null;
    for (const post of posts) {
      if (post.hidden) continue;
      if (!before || midnight(before.create_at) !== midnight(post.create_at)) {
        items.push(element("li", "day", element("span", "", day(post.create_at))));
        before = null;
      }
      const item = this.item(post);
      item.classList.toggle("follows", this.follows(before, post));
      items.push(item);
      before = post;
    }
    this.list.replaceChildren(...items);
  }

  follows(before, post) {
    return (
      before !== null &&
      before.user_id === post.user_id &&
      Boolean(before.whisper) === Boolean(post.whisper) &&
      post.create_at - before.create_at < TOGETHER_MS &&
      !post.root_id
    );
  }

  item(post) {
    let item = this.shown.get(post.id);
    if (!item) {
      item = this.made(post);
      this.shown.set(post.id, item);
    }
    return item;
  }

  made(post) {
    const author = post.whisper ? this.people("bot") : this.people(post.user_id);
    const time = element("time", "", hour(post.create_at));
    time.title = moment(post.create_at);
    const head = element("header", "", element("b", "", author?.name || "?"));
    if (author?.bot && !post.whisper) head.append(element("span", "tag", say("auto")));
    if (post.whisper) head.append(element("span", "tag quiet", picture("lock"), say("only_you")));
    head.append(time);
    if (post.edit_at && !post.is_pinned) head.append(element("span", "edited", say("edited")));
    const body = element("div", "body", head, ...this.answered(post), this.words(post));
    const item = element("li", "post", face(author), body);
    item.id = `post-${post.id}`;
    item.classList.toggle("whisper", Boolean(post.whisper));
    item.classList.toggle("card", Boolean(author?.bot) && !post.whisper);
    return item;
  }

  answered(post) {
    const root = post.root_id && this.posts.get(post.root_id);
    if (!root || post.whisper) return [];
    const first = markdown(root.message).textContent.slice(0, 80);
    return [element("p", "answered", `↳ ${say("reply")} `, element("q", "", first))];
  }

  words(post) {
    const known = (name) => this.people(`@${name}`) !== undefined;
    const made = element("div", "content");
    if (post.message) made.append(markdown(post.message, known));
    for (const attachment of post.props?.attachments || []) {
      made.append(this.attachment(post, attachment, known));
    }
    for (const file of post.metadata?.files || []) made.append(this.file(file));
    return made;
  }

  attachment(post, attachment, known) {
    const made = element("div", "attachment");
    for (const part of [attachment.pretext, attachment.title, attachment.text]) {
      if (part) made.append(markdown(part, known));
    }
    for (const field of attachment.fields || []) {
      const value = markdown(String(field.value ?? ""), known);
      made.append(element("div", "field", element("b", "", field.title || ""), value));
    }
    const actions = (attachment.actions || []).map((action) => this.action(post, action));
    if (actions.length) made.append(element("div", "actions", ...actions));
    return made;
  }

  action(post, action) {
    if (action.type === "select") {
      const made = element("select", "", element("option", "", action.name));
      for (const option of action.options || []) {
        const each = element("option", "", option.text);
        each.value = option.value;
        made.append(each);
      }
      made.onchange = () => this.act(post, action, made.value);
      return made;
    }
    const made = element("button", action.style || "", action.name);
    made.type = "button";
    made.dataset.action = action.id;
    made.onclick = () => this.act(post, action);
    return made;
  }

  file(file) {
    const about = element("span", "", element("b", "", file.name), size(file.size));
    const made = element("button", "file", picture("file"), about);
    made.type = "button";
    made.title = say("download", { name: file.name });
    made.onclick = () => this.save(file);
    if (file.mime_type.startsWith("image/")) this.preview(file, made);
    return made;
  }

  async preview(file, button) {
    const image = element("img");
    image.alt = file.name;
    image.src = URL.createObjectURL(await this.server.file(file.id));
    button.classList.add("image");
    button.replaceChildren(image);
  }

  async save(file) {
    const address = URL.createObjectURL(await this.server.file(file.id));
    const link = element("a");
    link.href = address;
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }
}
