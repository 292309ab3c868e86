/** What enterprises and providers of a made-up catalogue write, in Chinese, with some English as such texts have it. */

const MATERIALS = [
  ...[
    "石墨烯粉体",
    "碳纤维",
    "锂电池正极材料",
    "铝合金压铸件",
    "高温合金",
    "陶瓷基板",
    "光刻胶",
    "聚氨酯泡沫",
    "钛合金棒材",
  ],
  ...[
    "特种玻璃",
    "纳米银浆",
    "生物可降解塑料",
    "稀土永磁体",
    "碳化硅衬底",
    "抗体药物",
    "疫苗佐剂",
    "植物提取物",
    "工业酶制剂",
  ],
  ...[
    "燃料电池膜电极",
    "减速器齿轮",
    "激光雷达",
    "工业相机",
    "温度传感器",
    "伺服电机",
    "物流机器人",
    "无人机电调",
    "智能电表",
  ],
  ...["污水处理菌剂", "水性涂料", "密封胶", "轴承钢", "镁合金轮毂", "医用导管", "骨科植入物", "血糖试纸", "液晶偏光片"],
];
const WORKS = [
  ...[
    "制备工艺优化",
    "疲劳寿命测试",
    "失效分析",
    "配方设计",
    "中试放大",
    "在线监测系统",
    "结构仿真",
    "表面改性",
    "可靠性评估",
  ],
  ...[
    "电磁兼容检测",
    "热管理设计",
    "粒径控制",
    "图像识别算法",
    "数据采集平台",
    "专利布局",
    "临床前评价",
    "腐蚀防护",
    "降噪处理",
  ],
  ...["节能改造", "焊接工艺评定", "成分检测", "环境适应性试验", "软件测评", "自动化产线改造", "标准制定", "毒理学评价"],
];
const GOALS = [
  ...[
    "提高批次一致性",
    "降低能耗三成",
    "缩短生产周期",
    "满足出口认证",
    "替代进口设备",
    "通过第三方检测",
    "减少废品率",
    "延长使用寿命",
  ],
  ...["实现小批量试产", "达到国家标准", "控制成本", "提升良品率"],
];
const ENGLISH = [
  ...[
    "graphene powder",
    "fatigue test",
    "failure analysis",
    "finite element",
    "clean room",
    "machine vision",
    "heat sink",
  ],
  ...["surface coating", "pilot plant", "life cycle", "data logging", "EMC", "HPLC", "SEM", "XRD", "ISO 17025", "CNAS"],
];
const ENDS = [
  "希望合作单位有相关项目经验，能够提供现场服务。样品可按要求寄送，技术资料在签署保密协议后提供。",
  "我们拥有专业团队和成套设备，可以为企业提供从方案到实施的全过程服务，并按期交付报告。",
  "预算和进度可以商议，要求成果归双方共有，验收以双方确认的指标为准。",
];
const PLACES = ["上海", "常州", "嘉兴", "合肥", "江苏", "浙江", "安徽", "长三角"];
const KINDS = ["科技有限公司", "检测技术有限公司", "研究院", "工程技术中心", "新材料研究所", "智能装备有限公司"];

/** Numbers that follow from a place and look drawn. */
function* drawn(place: number): Generator<number, never> {
  for (let state = (place * 2_654_435_761 + 12_345) >>> 0; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state >>> 8;
  }
}

function chooser(place: number): (among: readonly string[]) => string {
  const numbers = drawn(place);
  return (among) => among[numbers.next().value % among.length] ?? "";
}

/** A title and some two hundred characters, by the place among all that is written. */
export function textAt(place: number): { readonly title: string; readonly text: string } {
  const choose = chooser(place);
  const material = choose(MATERIALS);
  const sentences = Array.from({ length: 4 }, () => `${choose(MATERIALS)}的${choose(WORKS)}，${choose(GOALS)}；`);
  return {
    title: `${material}${choose(WORKS)}`,
    text: `${material}：${sentences.join("")}${choose(ENGLISH)}，${choose(ENGLISH)}，批量 ${place % 500} kg。${choose(ENDS)}`,
  };
}

/** What a provider is called. */
export function nameAt(place: number): readonly string[] {
  const choose = chooser(place + 7_000_000);
  return [
    `${choose(PLACES)}${choose(MATERIALS).slice(0, 3)}${choose(KINDS)}`,
    `Provider ${place} of ${choose(ENGLISH)}`,
  ];
}
