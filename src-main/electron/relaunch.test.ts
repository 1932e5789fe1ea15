import type { RelaunchOptions } from 'electron/main'
import { describe, expect, it } from 'vitest'
import { relaunch } from './relaunch.ts'

function relaunched(environment: NodeJS.ProcessEnv, execPath: string): unknown[] {
  const did: unknown[] = []
  const app = {
    relaunch: (options?: RelaunchOptions) => void did.push(options),
    quit: () => void did.push('quit'),
  }
  relaunch({ app, environment, execPath })
  return did
}

describe('relaunch', () => {
  it('starts the program of now again when it has quit', () => {
    expect(relaunched({}, '/opt/Wheelhouse/wheelhouse')).toEqual([{}, 'quit'])
  })

  const APPIMAGE = '/home/trader/Wheelhouse.AppImage'
  const APPDIR = '/tmp/.mount_Wheel'

  it('starts the file of an AppImage, whose mount is gone by then', () => {
    expect(relaunched({ APPIMAGE, APPDIR }, `${APPDIR}/wheelhouse`)).toEqual([{ execPath: APPIMAGE }, 'quit'])
  })

  it('is not misled by the names of another AppImage that started it', () => {
    expect(relaunched({ APPIMAGE, APPDIR }, '/opt/Wheelhouse/wheelhouse')).toEqual([{}, 'quit'])
  })
})
