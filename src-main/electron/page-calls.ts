import type { LinkId } from '../../src-contract/index.ts'
import { invariant, programVersion } from '../base/index.ts'
import { aboutView } from './about.ts'
import type { FileActions } from './file-actions.ts'
import type { IpcDoor } from './ipc-door.ts'
import type { DesktopPaths, EngineService, ShellWindow } from './ports.ts'
import type { ShellEngine } from './shell-engine.ts'

export interface PageCallsOptions {
  readonly engine: Pick<ShellEngine, 'host'> & {
    readonly supervisor: Pick<EngineService, 'connectClient' | 'restart' | 'state'>
  }
  readonly window: Pick<ShellWindow, 'handOver'>
  readonly files: Pick<FileActions, 'export' | 'importConfiguration'>
  readonly paths: Pick<DesktopPaths, 'home'>
  readonly openLink: (link: LinkId) => Promise<void>
}

/** Answers every call that the page can make. */
export function answerPage(door: IpcDoor, { engine, window, files, paths, openLink }: PageCallsOptions): void {
  const { supervisor, host } = engine
  door.handle('engineState', () => supervisor.state)
  door.handle('restartEngine', () => supervisor.restart())
  door.handle('connect', (account) => {
    // The window belongs to whoever sits before it.
    const ports = supervisor.connectClient('admin', account)
    if (ports === undefined) return false
    window.handOver(ports)
    return true
  })
  door.handle('openLink', (link) => openLink(link))
  door.handle('exportFile', (kind) => files.export(kind))
  door.handle('importConfiguration', () => files.importConfiguration())
  door.handle('about', () =>
    aboutView({ version: programVersion(), versions: process.versions, paths, engineHost: host }),
  )
  invariant(door.missing().length === 0, `calls of the page without an answer: ${door.missing().join(', ')}`)
}
