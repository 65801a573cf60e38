import { createTheme, type MantineColorsTuple } from '@mantine/core'

const harbour: MantineColorsTuple = [
  '#eef7f6',
  '#d9ecea',
  '#b1d9d5',
  '#85c4be',
  '#5fb1aa',
  '#3f9a93',
  '#26827c',
  '#156a66',
  '#0f5653',
  '#083f3d',
]

/** Greys with a touch of the accent, so that fields and cards belong together in the dark. */
const dark: MantineColorsTuple = [
  '#e8ebe9',
  '#c6cecc',
  '#a5b0ae',
  '#7f8b8a',
  '#4a585b',
  '#364145',
  '#222b2e',
  '#13181a',
  '#0f1415',
  '#0b0f10',
]

/** One accent colour, the machine's own fonts, contrast of at least 4.5 in both schemes. */
export const theme = createTheme({
  colors: { harbour, dark },
  primaryColor: 'harbour',
  primaryShade: 7,
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: { fontFamily: 'inherit', fontWeight: '650' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
})
