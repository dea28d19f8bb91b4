// Calls to the chat server, as any client makes them.

const API = "/api/v4/";

export class Refused extends Error {
  constructor(status, said) {
    super(said?.message || String(status));
    this.status = status;
    this.id = said?.id || "";
  }
}

export class Away extends Error {}

export class Server {
  constructor() {
    this.token = "";
    this.language = "fr";
  }

  async ask(method, path, body) {
    const headers = { "Accept-Language": this.language };
    if (this.token) headers.Authorization = `Bearer ${this.token}`;
    if (body !== undefined && !(body instanceof Blob)) headers["Content-Type"] = "application/json";
    const data = body === undefined || body instanceof Blob ? body : JSON.stringify(body);
    let answer;
    try {
      answer = await fetch(path.startsWith("/") ? path : API + path, { method, headers, body: data });
    } catch (error) {
      throw new Away(error.message);
    }
    if (answer.ok) return answer;
    let said = null;
    try {
      said = await answer.json();
    } catch {
      // Whatever is not JSON comes from something in between: its status says enough.
    }
    throw new Refused(answer.status, said);
  }

  async json(method, path, body) {
    return (await this.ask(method, path, body)).json();
  }

  get(path) {
    return this.json("GET", path);
  }

  post(path, body) {
    return this.json("POST", path, body);
  }

  async upload(channel, file) {
    const name = encodeURIComponent(file.name);
    const path = `files?channel_id=${channel}&filename=${name}`;
    return (await this.json("POST", path, file)).file_infos[0];
  }

  async file(id) {
    return (await this.ask("GET", `files/${id}`)).blob();
  }
}
