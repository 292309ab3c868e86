/** The Besu that the suite is given, by BESU_HOME and JAVA_HOME. */
import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Engine {
  /** The program that starts a node. */
  readonly besu: string;
  readonly javaHome: string;
  /** As the program names itself: `besu/v25.12.0/linux-x86_64/openjdk-java-25`. */
  readonly version: string;
}

/** What is given is of no use; the message is for whoever gave it. */
export class EngineUnfit extends Error {}

/**
 * Looks for the engine.
 *
 * @returns why there is none where none was given.
 * @throws EngineUnfit
 */
export async function readEngine(environment: NodeJS.ProcessEnv): Promise<Engine | string> {
  const { BESU_HOME: besuHome = "", JAVA_HOME: javaHome = "" } = environment;
  const missing = Object.entries({ BESU_HOME: besuHome, JAVA_HOME: javaHome }).filter(([, value]) => value === "");
  if (missing.length > 0) return `${missing.map(([name]) => name).join(" and ")} not set`;
  const besu = path.join(besuHome, "bin/besu");
  await demandProgram("BESU_HOME", besu);
  // Not only a runtime: what turns the nodes' calendar is compiled for the Java that runs them.
  await demandProgram("JAVA_HOME", path.join(javaHome, "bin/javac"));
  await demandProgram("JAVA_HOME", path.join(javaHome, "bin/jar"));
  try {
    const { stdout } = await run(besu, ["--version"], { env: { ...environment, JAVA_HOME: javaHome } });
    const version = /^besu\/\S+/m.exec(stdout)?.[0];
    if (version !== undefined) return { besu, javaHome, version };
    throw new EngineUnfit(`${besu} --version names no version: ${stdout.trim()}`);
  } catch (error) {
    if (error instanceof EngineUnfit) throw error;
    const { stderr, message } = error as { stderr?: string; message: string };
    const said = (stderr?.trim() ?? "") === "" ? message : stderr;
    throw new EngineUnfit(
      `BESU_HOME and JAVA_HOME do not make a node: ${besu} --version ended with: ${said?.trim() ?? ""}`,
    );
  }
}

async function demandProgram(variable: string, file: string): Promise<void> {
  try {
    await access(file, constants.X_OK);
  } catch {
    throw new EngineUnfit(`${variable} is wrong: there is no program ${file}.`);
  }
}
