import type { ChildProcess } from 'node:child_process'
import type { Page } from '@playwright/test'
import type * as electron from 'electron'
import type { standIn } from '../standin/electron.ts'

/** Electron as functions that run in main get it; `standIn` is there on the stand-in only. */
export type ElectronInShell = typeof electron & { readonly standIn?: typeof standIn }

/** Runs in main: sees nothing of what is around it in the spec, so all that it needs comes as its argument. */
export type InMain<Result, Arg> = (electron: ElectronInShell, arg: Arg) => Result | Promise<Result>

export interface ShellExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** The desktop program, started as a user starts it. */
export interface Shell {
  readonly runsOn: 'electron' | 'stand-in'
  /** Data folder. */
  readonly home: string
  readonly main: ChildProcess
  readonly exited: Promise<ShellExit>
  /** What happened in main that nobody asked for. */
  readonly faults: readonly string[]
  /** Page of the newest window, which may be another one after a crash. */
  page(): Promise<Page>
  evaluate<Result, Arg = undefined>(run: InMain<Result, Arg>, arg?: Arg): Promise<Result>
  /** The engine's process as its data folder names it. */
  enginePid(): number
  /** Quits as a user does, whatever is open. */
  close(): Promise<ShellExit>
}

export interface ShellOptions {
  /** Data folder; a new temporary one by default, which is removed at the end. */
  readonly home?: string
  readonly args?: readonly string[]
  /** Written as `config.json` into the data folder before the start. */
  readonly config?: Readonly<Record<string, unknown>>
  /** Written as `workspace.json` into the data folder before the start; text as it is. */
  readonly workspace?: object | string
  readonly engineHost?: 'utility' | 'main'
  readonly environment?: Readonly<Record<string, string>>
  /** Sees every page; on the stand-in before its first navigation. */
  readonly onPage?: (page: Page) => Promise<void>
}
