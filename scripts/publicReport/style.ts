/** How the report looks: on a screen, and on sheets of A4. */
export const STYLE = `
@page { size: A4; margin: 15mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 182mm; padding: 8mm 4mm; color: #17211f; background: #fff;
  font: 10pt/1.45 "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
h1 { font-size: 19pt; line-height: 1.2; margin: 0 0 1.5mm }
h2 { font-size: 13pt; margin: 7mm 0 2mm; padding-bottom: 1mm; border-bottom: .4mm solid #0b5c55; break-after: avoid }
h1, p, li { overflow-wrap: anywhere }
p { margin: 0 0 2mm; max-width: 165mm }
.as-of, .note { color: #4b5a57 }
.practice { border: .6mm solid #a11d2b; color: #a11d2b; padding: 2mm 3mm }
.totals { display: grid; grid-template-columns: repeat(4, 1fr); gap: 3mm; margin: 4mm 0 0; padding: 0 }
.totals div { border: .3mm solid #d5dcda; border-radius: 1.5mm; padding: 2.5mm 3mm }
.totals dt { color: #4b5a57 }
.totals dd { margin: 0; font-size: 13pt; font-weight: 600; overflow-wrap: anywhere }
figure { margin: 2mm 0 3mm; break-inside: avoid }
figure svg { display: block; width: 100%; height: auto }
table { border-collapse: collapse; width: 100%; margin: 0 0 2mm; font-size: 9pt }
caption { text-align: left; color: #4b5a57; padding: 0 0 1mm }
th, td { text-align: left; vertical-align: top; padding: 1.2mm 2mm 1.2mm 0; border-bottom: .2mm solid #d5dcda; font-weight: normal }
thead th { font-weight: 600; border-bottom: .4mm solid #75837f }
.figure { text-align: right; font-variant-numeric: tabular-nums }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0 }
thead { display: table-header-group }
tr, li { break-inside: avoid }
ul { margin: 0 0 2mm; padding-left: 5mm }
.wide { overflow-x: auto }
@media print { body { padding: 0; max-width: none } .wide { overflow: visible } }
@media (max-width: 40rem) { .totals { grid-template-columns: 1fr 1fr } }
`;
