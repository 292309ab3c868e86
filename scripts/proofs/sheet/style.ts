/** How the page looks: one sheet of A4, black on white. */
export const STYLE = `
@page { size: A4; margin: 14mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 182mm; color: #111; background: #fff;
  font: 9.5pt/1.45 "Noto Serif", "Songti SC", "Noto Serif CJK SC", SimSun, serif }
h1 { font-size: 17pt; margin: 0 0 1mm }
h2 { font-size: 10.5pt; margin: 4mm 0 1mm; border-bottom: .3mm solid #111 }
p { margin: 0 0 1mm }
.practice { border: .6mm solid #b00; color: #b00; font-weight: bold; padding: 1.5mm 3mm; margin: 2mm 0 }
.top { display: flex; gap: 6mm; align-items: flex-start; margin-top: 3mm }
.top figure { margin: 0 }
.picture { flex: 1 }
.picture img { width: 100%; max-height: 78mm }
.code { width: 46mm }
.code img { width: 46mm; height: 46mm }
figcaption { font-size: 7pt; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .6mm 2mm .6mm 0; font-weight: normal }
td.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
ul { margin: 0; padding-left: 4.5mm }
.zh { display: block }
.small { font-size: 7.5pt; line-height: 1.35 }
code { font: 8pt/1.4 "DejaVu Sans Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere }
tr, li { break-inside: avoid }
`;
