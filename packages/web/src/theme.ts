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

/** One accent colour, the machine's own fonts, contrast of at least 4.5 in both schemes. */
export const theme = createTheme({
  colors: { harbour },
  primaryColor: 'harbour',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  headings: { fontFamily: 'inherit', fontWeight: '650' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
})
