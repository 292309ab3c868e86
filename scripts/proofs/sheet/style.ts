/** How the page looks: one sheet of A4, black on white. */
export const STYLE = `
@page { size: A4; margin: 14mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 182mm; color: #111; background: #fff;
  font: 8.5pt/1.3 "Noto Serif", "Songti SC", "Noto Serif CJK SC", SimSun, serif }
h1 { font-size: 16pt; margin: 0 }
h2 { font-size: 10pt; margin: 2.5mm 0 .8mm; border-bottom: .3mm solid #111 }
p { margin: 0 0 1mm }
.practice { border: .6mm solid #b00; color: #b00; font-weight: bold; padding: 1.5mm 3mm; margin: 2mm 0 }
.top { display: flex; gap: 6mm; align-items: flex-start; margin-top: 3mm }
.top figure { margin: 0 }
.picture { flex: 1 }
.picture img { width: 100%; max-height: 56mm; object-fit: contain; object-position: left }
.code { width: 42mm }
.code img { width: 42mm; height: 42mm }
figcaption { font-size: 7pt; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; vertical-align: top; padding: .6mm 2mm .6mm 0; font-weight: normal }
td.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
ul { margin: 0; padding-left: 4.5mm }
.zh { display: block }
.small { font-size: 7pt; line-height: 1.3 }
code { font: 8pt/1.4 "DejaVu Sans Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere }
tr, li { break-inside: avoid }
@media screen { body { padding: 10mm 5mm } }
`;
