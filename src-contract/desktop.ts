import { z } from 'zod'
import { TradedAccountName } from './accounts.ts'
import { INVOKE_CHANNELS, PORTS_MESSAGE_TYPE, PUSH_CHANNELS } from './desktop-names.ts'
import { TimeMsValue } from './primitives.ts'

/** Where the engine stands, as the program that hosts it sees it. */
export const EngineHostState = z.discriminatedUnion('kind', [
  /** On its first start, or started again by hand. */
  z.object({
    kind: z.literal('starting'),
    /** What it waits for before it can start, for a person; absent where it does not wait. */
    waitsFor: z.string().optional(),
  }),
  z.object({
    kind: z.literal('running'),
    /** Counts the starts of this program; ports of an older generation are dead. */
    generation: z.number().int(),
    pid: z.number().int(),
    /** Where the engine answers a browser and the command line; without the token. */
    address: z.string(),
    sinceMs: TimeMsValue,
  }),
  /** It ended or stopped answering, and is started again after a wait. */
  z.object({
    kind: z.literal('restarting'),
    /** What happened, for a person. */
    reason: z.string(),
    nextTryMs: TimeMsValue,
    /** Failures in a row. */
    attempt: z.number().int(),
  }),
  /** It is not started again by itself: a person has to mend what `reason` says, or it does not stay up. */
  z.object({ kind: z.literal('failed'), reason: z.string() }),
  z.object({ kind: z.literal('stopped') }),
])
export type EngineHostState = z.infer<typeof EngineHostState>

/** What the menu and the tray ask of the page. */
export const MENU_COMMANDS = [
  'about',
  'configuration',
  'security',
  'newOrder',
  'killSwitch',
  'showPositions',
  'showOrders',
  'showFills',
  'showStrategies',
  'showComponents',
  'toggleTheme',
] as const
export const MenuCommand = z.enum(MENU_COMMANDS)
export type MenuCommand = z.infer<typeof MenuCommand>

/** Addresses outside that the page may have opened in the user's browser: it names one, it never says an address. */
export const LINK_IDS = ['documentation', 'releases', 'issues', 'licence', 'webInterface'] as const
export const LinkId = z.enum(LINK_IDS)
export type LinkId = z.infer<typeof LinkId>

export const EXPORT_KINDS = ['configuration', 'orders', 'fills', 'equity'] as const
export const ExportKind = z.enum(EXPORT_KINDS)
export type ExportKind = z.infer<typeof ExportKind>

/** What became of an export or import that a file dialog began. */
export const FileResult = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), file: z.string(), detail: z.string() }),
  z.object({ kind: z.literal('cancelled') }),
  /** Nothing was written or changed; `message` says why and what to do. */
  z.object({ kind: z.literal('failed'), message: z.string() }),
])
export type FileResult = z.infer<typeof FileResult>

export const AboutView = z.object({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  /** Where configuration, ledger and logs are. */
  dataFolder: z.string(),
  engineHost: z.enum(['utility', 'main']),
})
export type AboutView = z.infer<typeof AboutView>

/** Channels between the page's preload and the main process, each with what travels on it. */
export const DESKTOP_CHANNELS = {
  /** Page asks, main answers. */
  invoke: {
    engineState: { channel: INVOKE_CHANNELS.engineState, input: z.undefined(), output: EngineHostState },
    restartEngine: { channel: INVOKE_CHANNELS.restartEngine, input: z.undefined(), output: z.void() },
    /** Asks for ports, for the first account where none is named; they come on `PORTS_CHANNEL`. False where no engine runs. */
    connect: { channel: INVOKE_CHANNELS.connect, input: TradedAccountName.optional(), output: z.boolean() },
    openLink: { channel: INVOKE_CHANNELS.openLink, input: LinkId, output: z.void() },
    exportFile: { channel: INVOKE_CHANNELS.exportFile, input: ExportKind, output: FileResult },
    importConfiguration: { channel: INVOKE_CHANNELS.importConfiguration, input: z.undefined(), output: FileResult },
    about: { channel: INVOKE_CHANNELS.about, input: z.undefined(), output: AboutView },
  },
  /** Main tells the page. */
  push: {
    engineState: { channel: PUSH_CHANNELS.engineState, data: EngineHostState },
    menuCommand: { channel: PUSH_CHANNELS.menuCommand, data: MenuCommand },
  },
} as const satisfies {
  readonly invoke: Record<keyof typeof INVOKE_CHANNELS, unknown>
  readonly push: Record<keyof typeof PUSH_CHANNELS, unknown>
}
export type DesktopCall = keyof typeof DESKTOP_CHANNELS.invoke
export type DesktopPush = keyof typeof DESKTOP_CHANNELS.push

/** Comes with two ports, calls first and topics second. */
export const PortsMessage = z.object({
  type: z.literal(PORTS_MESSAGE_TYPE),
  generation: z.number().int(),
  /** Account that they were asked for; null: the first one. */
  account: z.string().nullable(),
})
export type PortsMessage = z.infer<typeof PortsMessage>

/** Everything of the desktop that the page can reach. Absent in a browser. */
export interface DesktopBridge {
  readonly platform: 'linux' | 'win32' | 'darwin'
  /**
   * Asks for two new ports to the engine, for the first account where none is named. They come as a message of the window
   * to itself. False where no engine runs.
   */
  connect(account?: string): Promise<boolean>
  engineState(): Promise<EngineHostState>
  /** @returns what ends the subscription. */
  onEngineState(listener: (state: EngineHostState) => void): () => void
  onMenuCommand(listener: (command: MenuCommand) => void): () => void
  restartEngine(): Promise<void>
  openLink(link: LinkId): Promise<void>
  exportFile(kind: ExportKind): Promise<FileResult>
  importConfiguration(): Promise<FileResult>
  about(): Promise<AboutView>
}
