/** What the access log calls by the office's routes, as people say it. */
import { purposeText, subjectText } from "../../../client/documents/matterWords.ts";
import type { Text } from "../../../client/text/text.ts";

/** What an access was about, with the codes in it in full. @param about as the office's log has it. */
export function aboutText(what: string, about: string): Text {
  const [, version] = /^version (\d+)$/.exec(about) ?? [];
  if (version !== undefined) return { en: about, zh: `第 ${version} 版` };
  const [, purpose = "", subject = ""] = (what === "POST /documents" && /^(.*?), (.*)$/.exec(about)) || [];
  if (subject === "") return subjectText(about);
  const [why, of] = [purposeText(purpose) ?? { en: purpose, zh: purpose }, subjectText(subject)];
  return { en: `${why.en}: ${of.en}`, zh: `${why.zh}：${of.zh}` };
}

export const LOG_WORDS: Readonly<Record<string, Text>> = {
  "POST /sign-in/challenge": { en: "asked to sign in", zh: "申请登录" },
  "POST /sign-in": { en: "signed in", zh: "登录" },
  "POST /sign-out": { en: "signed out", zh: "退出" },
  "GET /me": { en: "looked at its own duties", zh: "查看本人职责" },
  "GET /queue": { en: "looked at what waits", zh: "查看待办" },
  "GET /log": { en: "looked at this log", zh: "查看访问记录" },
  "GET /settings": { en: "looked at what is published", zh: "查看公开设置" },
  "PUT /settings": { en: "changed what is published", zh: "更改公开设置" },
  "GET /profiles": { en: "looked at names", zh: "查看名称资料" },
  "PUT /profiles/:id": { en: "entered a name", zh: "登记名称资料" },
  "POST /profiles": { en: "entered names", zh: "批量登记名称资料" },
  "POST /documents": { en: "had a document kept", zh: "存入文件" },
  "POST /documents/import": { en: "had documents taken in", zh: "导入文件" },
  "GET /documents": { en: "looked for documents", zh: "查找文件" },
  "GET /documents/:commitment": { en: "read a document", zh: "查阅文件" },
  "POST /documents/:commitment/erase": { en: "erased a document", zh: "删除文件" },
  "GET /requests": { en: "looked at requests", zh: "查看签署请求" },
  "GET /requests/:id": { en: "looked at a request", zh: "查看一项签署请求" },
  "POST /requests": { en: "asked for a signature or a proof", zh: "提出签署或证明请求" },
  "POST /requests/:id/signatures": { en: "handed in a signature", zh: "提交签名" },
  "POST /requests/:id/withdraw": { en: "withdrew a request", zh: "撤回请求" },
  "POST /requests/:id/answer": { en: "answered a request for a proof", zh: "答复证明请求" },
  "GET /applications": { en: "looked at applications", zh: "查看用券申请" },
  "POST /applications": { en: "began an application", zh: "填写用券申请" },
  "GET /applications/:id": { en: "looked at an application", zh: "查看一份用券申请" },
  "PUT /applications/:id": { en: "changed an application", zh: "修改用券申请" },
  "POST /applications/:id/papers": { en: "added a paper", zh: "上传申请材料" },
  "GET /applications/:id/papers/:paper": { en: "read a paper", zh: "查阅申请材料" },
  "POST /applications/:id/papers/:paper/remove": { en: "removed a paper", zh: "删除申请材料" },
  "POST /applications/:id/steps": { en: "went on with an application", zh: "办理用券申请" },
  "GET /invitations": { en: "looked at who is invited to apply", zh: "查看受邀账户" },
  "PUT /invitations/:account": { en: "invited an account to apply, or no longer", zh: "邀请账户申请入库或取消邀请" },
  "GET /admissions": { en: "looked at applications for admission", zh: "查看入库申请" },
  "POST /admissions": { en: "began an application for admission", zh: "填写入库申请" },
  "GET /admissions/:id": { en: "looked at an application for admission", zh: "查看一份入库申请" },
  "PUT /admissions/:id": { en: "changed an application for admission", zh: "修改入库申请" },
  "POST /admissions/:id/papers": { en: "added a paper for admission", zh: "上传入库申请材料" },
  "GET /admissions/:id/papers/:paper": { en: "read a paper for admission", zh: "查阅入库申请材料" },
  "POST /admissions/:id/papers/:paper/remove": { en: "removed a paper for admission", zh: "删除入库申请材料" },
  "POST /admissions/:id/steps": { en: "went on with an application for admission", zh: "办理入库申请" },
  "GET /admission-table": { en: "took the table of accepted admissions", zh: "下载入库名单" },
  "GET /suspensions": { en: "looked at suspensions and appeals", zh: "查看暂停和申诉" },
  "POST /suspensions": { en: "began an appeal against a suspension", zh: "填写暂停申诉" },
  "GET /suspensions/:id": { en: "looked at an appeal against a suspension", zh: "查看一份暂停申诉" },
  "POST /suspensions/:id/papers": { en: "added a paper to an appeal", zh: "上传申诉材料" },
  "GET /suspensions/:id/papers/:paper": { en: "read a paper of an appeal", zh: "查阅申诉材料" },
  "POST /suspensions/:id/papers/:paper/remove": { en: "removed a paper of an appeal", zh: "删除申诉材料" },
  "POST /suspensions/:id/steps": { en: "went on with an appeal against a suspension", zh: "办理暂停申诉" },
  "GET /contacts": { en: "looked at where it is reminded", zh: "查看提醒邮箱" },
  "PUT /contacts/:id": { en: "set where it is reminded", zh: "设置提醒邮箱" },
  "GET /application-lists": { en: "looked at lists of applications", zh: "查看申请名单" },
  "POST /application-lists": { en: "made a list of applications", zh: "生成申请名单" },
  "GET /application-lists/:id": { en: "took a list of applications", zh: "下载申请名单" },
  "POST /application-lists/:id/undo": { en: "took a list of applications back", zh: "撤销申请名单" },
  "PUT /posts/:post": { en: "handed in the text of a demand or an offer", zh: "提交需求或供给的文字" },
  "GET /posts/:post": { en: "read a demand or an offer", zh: "查看需求或供给" },
  "GET /posts/:post/contact": { en: "read whom to ask about a demand or an offer", zh: "查看需求或供给的联系方式" },
  "GET /handed": { en: "looked at its demands and offers", zh: "查看本单位供需" },
  "POST /handed": { en: "handed in a demand or an offer to be posted", zh: "提交待发布的需求或供给" },
  "GET /handed/:post": { en: "read a demand or an offer that is to be posted", zh: "查看待发布的需求或供给" },
  "POST /handed/:post/take-back": {
    en: "took back a demand or an offer before it was posted",
    zh: "发布前撤回需求或供给",
  },
  "POST /handed/:post/withdrawal": {
    en: "handed in the withdrawal of a demand or an offer",
    zh: "提交需求或供给的撤回",
  },
  "GET /proofs/:voucher": { en: "took a voucher's proof", zh: "获取双创券证明" },
  "POST /nullifiers/contract": { en: "had a contract's mark made", zh: "生成合同查重码" },
  "POST /nullifiers/invoice": { en: "had an invoice's mark made", zh: "生成发票查重码" },
  "POST /nullifiers/party": { en: "had a party's mark made", zh: "生成主体查重码" },
  "POST /nullifiers/group": { en: "had a controller's mark made", zh: "生成实际控制人查重码" },
  "GET /index/*": { en: "looked at the register", zh: "查看登记数据" },
  backup: { en: "made a backup", zh: "备份" },
  restore: { en: "restored a backup", zh: "恢复备份" },
};
