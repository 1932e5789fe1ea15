import { z } from 'zod'
import type { Logger } from '../base/index.ts'
import { JsonFile } from './json-file.ts'
import type { Notice } from './notification-text.ts'

const Notices = z.object({ trayExplained: z.boolean() })

const TITLE = 'Wheelhouse goes on in the tray'
const BODY = 'The engine keeps running. To end it, choose Quit in the menu of the tray icon.'

export interface TrayNoticeOptions {
  /** `<home>/desktop/notices.json` */
  readonly file: string
  readonly platform: NodeJS.Platform
  readonly logger: Logger
  /** @returns whether it was shown. */
  readonly tell: (notice: Notice) => boolean
}

/** Explains once, ever, where the window has gone. */
export class TrayNotice {
  readonly #file: JsonFile<typeof Notices>
  readonly #tell: TrayNoticeOptions['tell']
  readonly #notice: Notice

  constructor({ file, platform, logger, tell }: TrayNoticeOptions) {
    this.#file = new JsonFile({ file, schema: Notices, logger })
    this.#tell = tell
    // Some desktops of Linux have no tray, and the program is not told.
    const noIcon = ' Where no icon is to be seen, start Wheelhouse again: that shows the window.'
    this.#notice = { title: TITLE, body: platform === 'linux' ? BODY + noIcon : BODY }
  }

  /** The window was closed and is hidden now. */
  handleHidden(): void {
    if (this.#file.read()?.trayExplained === true) return
    if (this.#tell(this.#notice)) this.#file.write({ trayExplained: true })
  }
}
