// The page as a whole: who speaks, in which language, what is new, what is pinned.

import { Composer } from "/demo/composer.js";
import { Form } from "/demo/form.js";
import { element } from "/demo/markdown.js";
import { face } from "/demo/picture.js";
import { Away, Server } from "/demo/server.js";
import { Stream } from "/demo/stream.js";
import { learn, say } from "/demo/words.js";

const EVERY_MS = 700;
const LANGUAGES = ["fr", "en"];
const found = (id) => document.getElementById(id);

const server = new Server();
const heard = new Map();
const whispers = new Map();
let aboard;
let channel;
let speaker;
let people = new Map();
let pinned = new Map();

const stream = new Stream(found("stream"), person, server, act);
const composer = new Composer(send);
const form = new Form(found("form"), () => aboard.crew, submit);
const now = new Stream(null, person, server, act);

function person(key) {
  if (key === "bot") return [...people.values()].find((each) => each.bot);
  if (key.startsWith("@")) {
    return [...people.values()].find((each) => `@${each.username}` === key.toLowerCase());
  }
  return people.get(key);
}

async function start() {
  aboard = await (await fetch("/demo/aboard")).json();
  speaker = aboard.crew.find((each) => each.id === sessionStorage.getItem("speaker")) || aboard.crew[0];
  server.token = speaker.token;
  for (const each of aboard.crew) heard.set(each.id, aboard.news);
  await speakIn(LANGUAGES.includes(aboard.language) ? aboard.language : "fr");
  await read();
  found("scroll").scrollTop = found("scroll").scrollHeight;
  found("scroll").onscroll = () => atEnd() && (found("unread").hidden = true);
  found("unread").onclick = toEnd;
  // On a phone the card shows its first lines, and all of them when touched.
  found("now").onclick = () => found("now").classList.toggle("open");
  setInterval(listen, EVERY_MS);
}

async function speakIn(code) {
  server.language = code;
  await learn(code);
  label();
}

async function changeLanguage(code) {
  await server.ask("PUT", `/demo/language/${code}`);
  await speakIn(code);
}

function label() {
  found("boat").textContent = aboard.boat;
  found("simulated").textContent = say("simulated");
  found("crew-title").textContent = say("aboard");
  found("now-title").textContent = say("now");
  found("welcome-title").textContent = say("intro_title");
  found("welcome-text").textContent = say("intro");
  found("unread").textContent = `${say("new")} ↓`;
  found("away").textContent = say("away");
  found("topic").textContent = say("simulated");
  document.title = aboard.boat;
  const languages = LANGUAGES.map((code) => {
    const made = element("button", "", code.toUpperCase());
    made.type = "button";
    made.lang = code;
    made.setAttribute("aria-pressed", String(code === server.language));
    made.onclick = () => changeLanguage(code);
    return made;
  });
  found("languages").replaceChildren(...languages);
  composer.label();
  drawCrew();
  stream.redraw();
  drawNow();
}

function drawCrew() {
  const crew = aboard.crew.map((each, hue) => {
    const who = element("span", "", element("b", "", each.name), say(`role_${each.role}`));
    const made = element("button", "person", face({ ...each, hue }), who);
    made.type = "button";
    made.setAttribute("role", "radio");
    made.setAttribute("aria-checked", String(each.id === speaker.id));
    made.title = say("speak_as", { name: each.name });
    made.dataset.username = each.username;
    made.onclick = () => speakAs(each);
    return made;
  });
  found("crew").replaceChildren(...crew);
}

async function speakAs(each) {
  speaker = each;
  server.token = each.token;
  sessionStorage.setItem("speaker", each.id);
  drawCrew();
  await read();
  toEnd();
}

// Read everything anew, as whoever speaks now sees it.
async function read() {
  const where = `channels/${aboard.channel_id}`;
  const [room, users, posts, pins, commands] = await Promise.all([
    server.get(where),
    server.get(`users?in_channel=${aboard.channel_id}&per_page=200`),
    server.get(`${where}/posts?per_page=200`),
    server.get(`${where}/pinned`),
    offered(),
  ]);
  channel = room;
  people = new Map(users.map((user) => [user.id, known(user)]));
  found("title").textContent = found("room").textContent = channel.display_name;
  composer.completion.know(commands);
  pinned = new Map(pins.order.map((id) => [id, pins.posts[id]]));
  stream.clear();
  // The newest comes first: of two that were posted at once the earlier must be put before.
  for (const id of [...posts.order].reverse()) stream.put(posts.posts[id]);
  for (const post of whispers.get(speaker.id) || []) stream.put(post);
  show();
}

async function offered() {
  const commands = await server.get(`teams/${aboard.team_id}/commands/autocomplete`);
  return commands.filter((command) => command.id);
}

function known(user) {
  const name = user.first_name || user.username;
  const hue = Math.max(0, aboard.crew.findIndex((each) => each.id === user.id));
  return { id: user.id, username: user.username, name, bot: Boolean(user.is_bot), hue };
}

function show() {
  for (const post of stream.posts.values()) post.hidden = pinned.has(post.id);
  stream.draw();
  drawNow();
  found("welcome").hidden = stream.posts.size > 40;
}

function drawNow() {
  const cards = [...pinned.values()].map((post) => now.words(post));
  const none = element("p", "none", say("now_none"));
  found("now-card").replaceChildren(...(cards.length ? cards : [none]));
}

async function listen() {
  if (listen.busy) return;
  listen.busy = true;
  try {
    const who = speaker;
    const told = await server.get(`/demo/news?after=${heard.get(who.id)}`);
    heard.set(who.id, told.last);
    found("away").hidden = true;
    if (told.events.length) await take(told.events, who);
    // Set-up may still be under way when the page opens, with half of the commands there.
    if (!composer.completion.commands.length) await read();
    else if (composer.completion.wanting) composer.completion.know(await offered());
  } catch (error) {
    found("away").hidden = !(error instanceof Away);
  } finally {
    listen.busy = false;
  }
}

async function take(events, who) {
  const end = atEnd();
  for (const { event, data } of events) {
    if (event === "open_dialog" && who === speaker) form.open(data.dialog);
    if (event === "ephemeral_message") whisper(data.post, who);
    if (event === "posted" || event === "post_edited") put(data.post);
    if (event === "post_deleted") put({ ...data.post, delete_at: 1 });
  }
  if ([...stream.posts.values()].some((post) => !people.has(post.user_id))) await read();
  show();
  if (end) toEnd();
  else found("unread").hidden = !events.some(({ event }) => event === "posted");
}

function put(post) {
  if (post.channel_id !== aboard.channel_id) return;
  const stands = post.is_pinned && !post.delete_at;
  if (stands) pinned.set(post.id, post);
  else pinned.delete(post.id);
  stream.put(post);
}

function whisper(post, who) {
  const told = { ...post, whisper: true };
  whispers.set(who.id, [...(whispers.get(who.id) || []), told].slice(-100));
  if (who === speaker) stream.put(told);
}

function atEnd() {
  const box = found("scroll");
  return box.scrollHeight - box.scrollTop - box.clientHeight < 80;
}

function toEnd() {
  found("scroll").scrollTop = found("scroll").scrollHeight;
  found("unread").hidden = true;
}

async function send(text, files) {
  const where = { channel_id: aboard.channel_id, team_id: aboard.team_id };
  if (text.startsWith("/") && files.length === 0) {
    await server.post("commands/execute", { ...where, command: text.trimEnd() });
  } else {
    const infos = [];
    for (const file of files) infos.push(await server.upload(aboard.channel_id, file));
    const ids = infos.map((info) => info.id);
    await server.post("posts", { channel_id: where.channel_id, message: text, file_ids: ids });
  }
  await listen();
  toEnd();
}

async function act(post, action, option) {
  const said = option ? { selected_option: option } : {};
  if (action.cookie) said.cookie = action.cookie;
  try {
    await server.post(`posts/${post.id}/actions/${action.id}`, said);
  } catch (error) {
    found("failure").textContent = say("failed", { reason: error.message });
    found("failure").hidden = false;
  }
  await listen();
}

function submit(asked, submission, cancelled) {
  const { url, dialog } = asked;
  const { callback_id, state } = dialog;
  const where = { channel_id: aboard.channel_id, team_id: aboard.team_id };
  const said = { url, callback_id, state, ...where, submission, cancelled };
  return server.post("actions/dialogs/submit", said);
}

start();
