import { useId } from 'react'
import './colour-swatch.css'

/** A small square of one colour, beside the word that says what it stands for. @param colour Name of a token. */
export function ColourSwatch({ colour }: { readonly colour: string }) {
  return <span className="swatch" style={{ background: `var(--${colour})` }} aria-hidden="true" />
}

export interface ColourChoiceProps<Colour extends string> {
  /** What the colour is for; read out, not shown. */
  readonly label: string
  readonly value: Colour
  /** Names of tokens with the words that name them. */
  readonly options: readonly { readonly colour: Colour; readonly label: string }[]
  readonly onValueChange: (colour: Colour) => void
}

/** One of a few colours, all in sight; arrow keys move it. */
export function ColourChoice<Colour extends string>(props: ColourChoiceProps<Colour>) {
  const { label, value, options, onValueChange } = props
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className="colour-choice">
      {options.map((option) => (
        <label key={option.colour} className="colour-option" title={option.label}>
          <input
            type="radio"
            name={name}
            aria-label={option.label}
            checked={option.colour === value}
            onChange={() => onValueChange(option.colour)}
          />
          <ColourSwatch colour={option.colour} />
        </label>
      ))}
    </div>
  )
}
