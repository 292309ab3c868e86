/** Ponder wants one. Its own `/status` and `/metrics` are all that the bench asks for. */
import { Hono } from "hono";

export default new Hono();
