import { z } from 'zod'

/** How the window looks and speaks, wherever it is opened. */
export const WindowConfig = z.strictObject({
  theme: z.enum(['system', 'dark', 'light', 'contrast']).default('system').meta({
    title: 'Theme',
    description: 'system follows the operating system; contrast is black and white with bright signal colours.',
  }),
  density: z.enum(['compact', 'standard', 'comfortable']).default('standard').meta({
    title: 'Density',
    description: 'Height of rows and size of text.',
  }),
  language: z.enum(['system', 'en', 'de']).default('system').meta({
    title: 'Language',
    description: 'Language of the window; system takes that of the operating system where the window speaks it.',
  }),
  timeZone: z
    .string()
    .default('UTC')
    .refine((zone) => zone === 'system' || isTimeZone(zone), {
      error: 'must be "system" or the name of a time zone such as "UTC" or "Europe/Berlin"',
    })
    .meta({
      title: 'Time zone',
      description: 'Zone of every time that the window shows; it is named wherever times stand.',
    }),
  numbers: z.enum(['1,234.5', '1.234,5', '1 234,5']).default('1,234.5').meta({
    title: 'Numbers',
    description: 'Separators of thousands and decimals.',
  }),
  colours: z.enum(['green-red', 'red-green', 'blue-orange']).default('green-red').meta({
    title: 'Rising and falling',
    description:
      'Colours of gain and loss. blue-orange can be told apart by everybody; rising candles are hollow then.',
  }),
  confirmDrags: z.boolean().default(true).meta({
    title: 'Ask before a dragged line acts',
    description: 'A stop or target that was dragged on the chart is sent once it is confirmed; otherwise at once.',
  }),
  tradingKeys: z.boolean().default(false).meta({
    title: 'Trading keys',
    description: 'Single keys that prepare, cancel or close. They never act while a field has the focus.',
  }),
})
export type WindowConfig = z.infer<typeof WindowConfig>

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
