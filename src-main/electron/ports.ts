import type * as electron from 'electron'
import type { ContractRouterClient } from '@orpc/contract'
import type {
  AccountView,
  AlertView,
  Contract,
  EngineHostState,
  FillView,
  MenuCommand,
  OrderView,
  PlainPort,
  Role,
  StatusView,
} from '../../src-contract/index.ts'
import type { Event } from '../base/index.ts'
import type { DesktopConfig, EngineHostConfig } from './electron-config.ts'

/**
 * Electron's main-process interface. Only `src-main/index.ts` imports the package; everything else is given the parts
 * it uses (`Pick<ElectronApi, 'Tray'>`), so that it runs under test without Electron.
 */
export type ElectronApi = typeof electron

/** Calls of the contract. */
export type EngineCalls = ContractRouterClient<Contract>

/** Settings of the desktop program, as they are in force. */
export interface DesktopSettings {
  readonly engine: EngineHostConfig
  readonly desktop: DesktopConfig
}

/** Folders of the program and of the user. */
export interface DesktopPaths {
  /** Data folder, shared with the headless engine and the command line. */
  readonly home: string
  readonly logFolder: string
  /** Below the data folder: the window's own state, Chromium's profile. */
  readonly profile: string
  /** Built page. */
  readonly renderer: string
  /** Built preload file. */
  readonly preload: string
  /** Built file that hosts the engine. */
  readonly engineProcess: string
  /** Icons and other files that are shipped. */
  readonly resources: string
}

/** Two ports of a client to the engine. */
export interface ClientPorts {
  /** Generation of the engine they belong to. */
  readonly generation: number
  /** Account that they are about; undefined: the first one. */
  readonly account: string | undefined
  readonly calls: PlainPort
  readonly topics: PlainPort
}

/** The engine and whoever keeps it running. */
export interface EngineService {
  readonly state: EngineHostState
  readonly onState: Event<EngineHostState>
  /** Address of the page with the admin's token, for the user's own browser; undefined where no engine runs. */
  readonly browserAddress: string | undefined
  /** New ports to the engine, for the first account where none is named; undefined where no engine runs. */
  connectClient(role: Role, account?: string): ClientPorts | undefined
  start(): void
  /** Stops it where it runs, then starts it: by hand, so failures so far are forgotten. */
  restart(): Promise<void>
  /** Stops it in order and does not start it again. Resolves when it is gone, by force where it does not go by itself. */
  stop(reason: string): Promise<void>
  /** The machine goes to sleep, or is back. */
  handlePower(event: 'suspend' | 'resume'): void
}

/** What is at stake: open positions and orders that work. */
export interface Exposure {
  readonly openPositions: number
  readonly workingOrders: number
  /** One of them is above zero. What was known last stays so while the engine is away. */
  readonly isExposed: boolean
}

/** The engine as the desktop program itself sees it: through the contract, as any other client. */
export interface EngineWatch {
  readonly calls: EngineCalls
  /** Undefined until the engine has said it, and while it is away. */
  readonly account: AccountView | undefined
  readonly status: StatusView | undefined
  readonly exposure: Exposure
  /** Account, status or exposure changed; at most four times a second. */
  readonly onChange: Event<void>
  /** New since the watch began; never those of the past. */
  readonly onFill: Event<FillView>
  readonly onOrder: Event<OrderView>
  readonly onAlert: Event<AlertView>
}

/** The window, which may be hidden or not exist at the moment. */
export interface ShellWindow {
  readonly isVisible: boolean
  readonly isFocused: boolean
  /** Opens it where there is none, brings it to the front. */
  show(): void
  hide(): void
  /** Closes it for good without asking: a page that hangs would keep it open for ever. */
  destroy(): void
  /** Shows the window, then asks the page. */
  command(command: MenuCommand): void
  pushEngineState(state: EngineHostState): void
  /** Hands two ports to the page; they are closed where there is no page of ours. */
  handOver(ports: ClientPorts): void
}
