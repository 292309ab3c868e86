/** Loaded first into each server that `npm start` starts: it ends with its parent, however that one ends. */
process.on("disconnect", () => process.exit(0));
process.channel?.unref();
