import { z } from 'zod'
import { RoleValue } from './primitives.ts'

/** What the desktop can do to keep secrets. */
export const KeychainView = z.object({
  /** False headless, and where the system has no keychain. */
  available: z.boolean(),
  /** Name of the system's keychain, for a person: `kwallet6`, `gnome_libsecret`, `basic_text`, `Keychain`, `DPAPI`. */
  backend: z.string(),
  /** It hides texts without protecting them: the key is the same on every machine (Linux without a keychain). */
  weak: z.boolean(),
})
export type KeychainView = z.infer<typeof KeychainView>

/**
 * Messages of the program that hosts the engine to the engine. `client` comes with two ports, calls first and
 * topics second.
 */
export const HostMessage = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('start'),
    /** Arguments as for the headless engine (`--home`, `--port`, `--speed`, `--log-level`). */
    args: z.array(z.string()),
    keychain: KeychainView,
    /** Set where the engine must not trade by itself when it comes up, with the reason for a person. */
    startHalted: z.string().nullable(),
  }),
  z.object({
    t: z.literal('client'),
    role: RoleValue,
    /** Account that its calls and streams are about; absent: the first one. */
    account: z.string().optional(),
  }),
  z.object({ t: z.literal('power'), event: z.enum(['suspend', 'resume']) }),
  z.object({ t: z.literal('stop'), reason: z.string() }),
  z.object({ t: z.literal('ping'), n: z.number().int() }),
  /** Answer to `cipher`; the texts in the order of the question. */
  z.object({ t: z.literal('ciphered'), id: z.number().int(), texts: z.array(z.string()) }),
  z.object({ t: z.literal('cipherFailed'), id: z.number().int(), message: z.string() }),
])
export type HostMessage = z.infer<typeof HostMessage>

/** Messages of the engine to the program that hosts it. */
export const EngineMessage = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('running'),
    address: z.string(),
    /** For "open in the browser"; stays in the host. */
    adminToken: z.string(),
    pid: z.number().int(),
  }),
  /** The start did not succeed; a person has to mend what the message says where `mendable`, else it is a bug. */
  /** It is well and cannot start before what `reason` says is over, which nobody has to do anything about; said again while it lasts. */
  z.object({ t: z.literal('waiting'), reason: z.string() }),
  z.object({ t: z.literal('startFailed'), message: z.string(), mendable: z.boolean() }),
  /** It has stopped in order, whoever asked for it. The process ends right after. */
  z.object({ t: z.literal('stopped') }),
  z.object({ t: z.literal('pong'), n: z.number().int() }),
  /** `encrypt`: clear texts to base64; `decrypt`: back. */
  z.object({
    t: z.literal('cipher'),
    id: z.number().int(),
    operation: z.enum(['encrypt', 'decrypt']),
    texts: z.array(z.string()),
  }),
])
export type EngineMessage = z.infer<typeof EngineMessage>

export interface PortEvent {
  readonly data: unknown
  readonly ports: readonly PlainPort[]
}

/** A message port as Electron's main and utility processes have it; messages wait until `start`. */
export interface PlainPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: PortEvent) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** The engine's end of the link to its host: `process.parentPort`, or one end of a channel inside one process. */
export interface HostLink {
  postMessage(message: EngineMessage): void
  on(event: 'message', listener: (event: PortEvent) => void): unknown
}

/** What the built file `engine-process.js` exports, for a host that runs the engine inside its own process. */
export interface EngineHostModule {
  /** Serves the link until the engine has stopped; `onEnd` is told the exit code a process of its own would have. */
  hostEngine(link: HostLink, onEnd: (exitCode: number) => void): void
}
