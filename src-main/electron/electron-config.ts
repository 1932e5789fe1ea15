import { z } from 'zod'

/** Where the engine runs when it has a window. */
export const EngineHostConfig = z
  .strictObject({
    host: z
      .enum(['utility', 'main'])
      .default('utility')
      .meta({
        title: 'Engine host',
        description:
          'utility: the engine is a process of its own that the desktop program watches and starts again; trading goes on ' +
          'while a window is dragged or crashes. main: it runs inside the desktop program itself.',
        restart: true,
      }),
  })
  .meta({ title: 'Engine', description: 'How the desktop program runs the engine.' })
export type EngineHostConfig = z.infer<typeof EngineHostConfig>

/** Settings of the desktop program. */
export const DesktopConfig = z
  .strictObject({
    closeToTray: z
      .enum(['whileExposed', 'always', 'never'])
      .default('whileExposed')
      .meta({
        title: 'Close to tray',
        description:
          'Closing the window leaves the program running in the tray: while a position is open or an order works, always, ' +
          'or never (closing the window quits).',
      }),
    keepAwake: z.boolean().default(true).meta({
      title: 'Keep awake',
      description: 'Keeps the machine from sleeping by itself while a position is open or an order works.',
    }),
    notifications: z
      .strictObject({
        fills: z.boolean().default(true).meta({ title: 'Fills', description: 'An order was filled.' }),
        rejections: z.boolean().default(true).meta({
          title: 'Rejections',
          description: 'The venue rejected an order, or one was never sent.',
        }),
        alerts: z.boolean().default(true).meta({
          title: 'Critical alerts',
          description:
            'A position may have lost its protection, the daily loss limit is reached, and whatever else cannot wait.',
        }),
        prices: z.boolean().default(true).meta({
          title: 'Price alerts',
          description: 'A price that was waited for is reached.',
        }),
        trading: z.boolean().default(true).meta({
          title: 'Trading state',
          description: 'Trading was paused, halted or resumed.',
        }),
        engine: z.boolean().default(true).meta({
          title: 'Engine',
          description: 'The engine stopped, was started again, or its health became worse.',
        }),
      })
      .prefault({})
      .meta({
        title: 'Notifications',
        description: 'Which events the system announces while the window is not in front.',
      }),
    updates: z
      .enum(['download', 'tell', 'off'])
      .default('tell')
      .meta({
        title: 'Updates',
        description:
          'download: new versions are fetched and installed when the program quits. tell: they are only announced. ' +
          'off: nobody is asked. The program never restarts by itself while a position is open or an order works.',
      }),
    acceptWeakKeychain: z.boolean().default(false).meta({
      title: 'Accept a weak keychain',
      description:
        'Lets secrets be kept where the system only hides them (Linux without a keychain). Without it a passphrase is needed there.',
    }),
  })
  .meta({ title: 'Desktop', description: 'Window, tray, notifications and updates.' })
export type DesktopConfig = z.infer<typeof DesktopConfig>
