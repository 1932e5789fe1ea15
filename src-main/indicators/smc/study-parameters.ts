import { z } from 'zod'
import { periodParameter } from '../parameters.ts'

/** Bars around a swing that it stands out from. */
export const swingLengthParameter = () =>
  periodParameter(5, {
    title: 'Swing length',
    description: 'A swing is the extreme of so many bars after it, itself, and one less than so many before it.',
  })

/** A choice between two rules. */
export const switchParameter = (isOn: boolean, texts: { readonly title: string; readonly description: string }) =>
  z.boolean().default(isOn).meta(texts)
