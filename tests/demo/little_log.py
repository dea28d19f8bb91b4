"""A log small enough to read: it answers the page's commands, buttons and forms, and no more."""

import json
import threading
from types import TracebackType
from typing import Any, Self

from flask import Flask, Response, jsonify, request
from werkzeug.serving import make_server

from demo.stage import Stage
from demo.standin.records import Membership, User
from demo.standin.registered import Command
from demo.standin.serving import _Handler

Json = dict[str, Any]

COMMANDS = (
    ("log", "[texte]", "Écrire une ligne"),
    ("log-list", "[today]", "Relire les lignes"),
    ("position", "[HH:MM]", "Où nous sommes"),
    ("broken", "", "Ne marche pas"),
)


class LittleLog:
    """The page, its chat server and the log behind it, on one port; `with LittleLog() as log`."""

    def __init__(self, language: str = "fr") -> None:
        self.stage = Stage(language, "Étoile de mer", "Journal de bord", forget=self._forget)
        self.forgotten: list[str] = []
        self.asked: list[Json] = []
        self._cards: dict[str, str] = {}
        app = Flask("little log")
        app.config["PROPAGATE_EXCEPTIONS"] = True
        for routes in self.stage.routes():
            app.register_blueprint(routes)
        app.add_url_rule("/slash", view_func=self._slash, methods=["POST"])
        app.add_url_rule("/action", view_func=self._action, methods=["POST"])
        app.add_url_rule("/dialog", view_func=self._dialog, methods=["POST"])
        self._server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.stage.serve_at(self.url)
        self.channel = next(iter(self.stage.site.world.channels.values()))
        self.bot = self._bot()
        for trigger, hint, what in COMMANDS:
            self.register(trigger, hint, what)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()

    def user(self, name: str) -> User:
        """Return somebody aboard."""
        return self.stage.site.world.named(name)

    def post(self, message: str, **more: Any) -> str:
        """Post as the log; return the post's id."""
        draft = {"message": message, **more}
        return self.stage.site.board.write(self.bot, self.channel, draft)[0].id

    def pin(self, post_id: str) -> None:
        """Pin a post."""
        board = self.stage.site.board
        board.pin(board.posts[post_id], pinned=True)

    def edit(self, post_id: str, message: str) -> None:
        """Change a post's words."""
        board = self.stage.site.board
        board.edit(board.posts[post_id], message=message)

    def _bot(self) -> User:
        world = self.stage.site.world
        bot = world.add_user(
            User("b" * 26, "journal", world.clock(), first_name="Journal de bord", is_bot=True)
        )
        world.channel_members[self.channel.id, bot.id] = Membership(self.channel.id, bot.id, 1)
        return bot

    def register(self, trigger: str, hint: str, what: str = "") -> None:
        """Let the chat server know a command."""
        command = Command(
            trigger.ljust(26, "x").replace("-", "y"), "t" * 26, 1, "", self.channel.team_id,
            trigger, "P", f"{self.url}/slash", auto_complete=True, auto_complete_hint=hint,
            auto_complete_desc=what,
        )  # fmt: skip
        self.stage.site.world.commands[command.id] = command

    def _forget(self, user_id: str) -> None:
        self.forgotten.append(user_id)

    def _slash(self) -> Response:
        said = request.form.to_dict()
        self.asked.append(said)
        if said["command"] == "/broken":
            return Response("broken", 500)
        if not said["text"]:
            self._open(said["trigger_id"], "log", "Nouvelle ligne", "")
            return jsonify({})
        self._card(said["text"], said["user_name"])
        return jsonify(
            {"response_type": "ephemeral", "text": f"Écrit : **{said['text']}**",
             "skip_slack_parsing": True}
        )  # fmt: skip

    def _card(self, text: str, who: str) -> None:
        number = len(self._cards) + 1
        button = {
            "id": "correct", "type": "button", "name": "Corriger",
            "integration": {"url": f"{self.url}/action", "context": {"entry": number}},
        }  # fmt: skip
        props = {"attachments": [{"actions": [button]}]}
        self._cards[str(number)] = self.post(f"**14:02** n° {number} · {who}\n{text}", props=props)

    def _action(self) -> Response:
        said = request.get_json()
        self.asked.append(said)
        number = str(said["context"]["entry"])
        self._open(said["trigger_id"], number, f"Corriger la ligne {number}", "Pris un ris")
        return jsonify({})

    def _open(self, trigger: str, state: str, title: str, text: str) -> None:
        elements = [
            {"display_name": "Texte", "name": "text", "type": "textarea", "default": text},
            {"display_name": "Vent", "name": "wind", "type": "text", "optional": True},
            {
                "display_name": "Mer", "name": "sea", "type": "select", "optional": True,
                "options": [{"text": "2 belle", "value": "2"}],
            },
        ]  # fmt: skip
        dialog = {"title": title, "state": state, "submit_label": "Écrire", "elements": elements}
        body = {"trigger_id": trigger, "url": f"{self.url}/dialog", "dialog": dialog}
        asked = self.stage.site
        client, user = asked.triggers.read(trigger)
        told = json.dumps({**body, "trigger_id": client})
        asked.news.tell("open_dialog", {"dialog": told}, user=user)

    def _dialog(self) -> Response:
        said = request.get_json()
        self.asked.append(said)
        filled = said["submission"]
        if filled["wind"] == "beaucoup":
            return jsonify({"errors": {"wind": "Un nombre de nœuds est attendu."}})
        if said["state"] == "log":
            self._card(filled["text"], "elodie")
        else:
            post = self._cards[said["state"]]
            before = self.stage.site.board.posts[post].message.split("\n")[-1]
            self.edit(post, f"**14:02** n° {said['state']}\n~~{before}~~ {filled['text']}")
        return jsonify({})
