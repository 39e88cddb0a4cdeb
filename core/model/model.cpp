// The table itself. Words of the choices are those of the drawn screens (look/guide.md); ids and values are on the wire.
#include "core/model/model.h"

#include <array>

namespace huzhu::model {
namespace {

using F = FieldType;
using M = Merge;
using P = Privacy;
using V = Validity;

// -- choices ---------------------------------------------------------------------------------------
constexpr Choice scope_kinds[] = {
    {1, "county_authority", "县里的名册与权限"}, {2, "county", "县、区"}, {3, "township", "乡镇、街道"}, {4, "village", "村、社区"}};

constexpr Choice station_kinds[] = {{1, "village_station", "互助幸福院", "农村幸福院|互助老人幸福院|幸福院|互助站"},
                                    {2, "community_station", "为老服务驿站", "驿站|日间照料中心"},
                                    {3, "township_home", "乡镇敬老院", "敬老院"},
                                    {4, "township_centre", "综合为老服务中心", "综合养老服务中心"},
                                    {5, "county_centre", "区县养老管理中心", "居家养老管理中心"}};

constexpr Choice sexes[] = {{1, "male", "男", "男性|先生"}, {2, "female", "女", "女性|女士"}};

constexpr Choice livings[] = {{1, "alone", "一个人住", "独居|独自居住|独自生活|孤寡"},
                              {2, "couple", "老两口", "与配偶同住|夫妻同住|夫妻|配偶"},
                              {3, "children", "跟儿女", "与子女同住|与儿女同住|子女|跟子女"},
                              {4, "grandchildren", "带孙子", "隔代|隔代居住|与孙辈同住|带孙女"},
                              {5, "others", "跟别人住", "与亲友同住|其他|其它"},
                              {6, "institution", "住敬老院", "机构|养老机构|住院舍|敬老院"}};

constexpr Choice person_tags[] = {{1, "empty_nest", "空巢"},
                                  {2, "left_behind", "留守", "农村留守"},
                                  {3, "minimum_allowance", "低保", "最低生活保障|城市低保|农村低保"},
                                  {4, "extreme_poverty", "特困", "特困人员|特困供养|分散供养|集中供养"},
                                  {5, "low_income", "低收入", "低保边缘|低收入家庭|支出型困难"},
                                  {6, "family_planning", "计生特殊家庭", "计划生育特殊家庭|计划生育特殊困难家庭|计生特困|计生特殊"},
                                  {7, "lost_only_child", "失独"},
                                  {8, "severe_disability", "重残", "重度残疾"},
                                  {9, "preferential", "重点优抚", "优抚|优抚对象|退役军人|烈属"},
                                  {10, "three_without", "三无"},
                                  {11, "five_guarantees", "五保", "五保户"},
                                  {12, "model_worker", "劳模"},
                                  {13, "childless", "无子女"}};

constexpr Choice care_levels[] = {{1, "able", "自理", "能自理|完全自理|能力完好"},
                                  {2, "partly_unable", "半失能", "半自理|部分失能|轻度失能|中度失能"},
                                  {3, "unable", "失能", "不能自理|完全失能|重度失能"},
                                  {4, "dementia", "失智", "认知症|痴呆"}};

constexpr Choice relations[] = {{1, "son", "儿子", "长子|次子|子"},
                                {2, "daughter", "女儿", "长女|次女|女"},
                                {3, "spouse", "老伴", "配偶|妻子|丈夫|妻|夫"},
                                {4, "son_in_law", "女婿"},
                                {5, "daughter_in_law", "儿媳", "媳妇|儿媳妇"},
                                {6, "grandchild", "孙辈", "孙子|孙女|外孙|外孙女"},
                                {7, "sibling", "兄弟姐妹", "哥哥|弟弟|姐姐|妹妹|兄弟|姐妹"},
                                {8, "nephew", "侄子外甥", "侄子|侄女|外甥|外甥女"},
                                {9, "neighbour", "邻居"},
                                {10, "village_cadre", "村干部", "村委会|社区干部|网格员"},
                                {11, "other", "别的人", "其他|其它|亲戚|朋友"}};

constexpr Choice consents[] = {{1, "signed", "本人签字", "签字|签名"},
                               {2, "thumb_mark", "按手印", "手印|指印"},
                               {3, "spoken", "口头同意，有人在场", "口头|口头同意"},
                               {4, "family", "家里人同意", "家属同意|监护人同意|家属代签"},
                               {5, "withdrawn", "撤回了", "撤回|不同意"}};

constexpr Choice person_roles[] = {{1, "elder", "老人", "老年人"},
                                   {2, "volunteer", "志愿者"},
                                   {3, "peer_helper", "互助员", "低龄老人|互助志愿者"},
                                   {4, "staff", "工作人员", "护理员|社工"},
                                   {5, "station_lead", "站长", "负责人"}};

constexpr Choice ended_kinds[] = {
    {1, "died", "过世了", "去世|死亡|已故"}, {2, "moved_away", "搬走了", "迁出|搬离"}, {3, "registered_twice", "登记重了", "重复"}, {4, "left", "不再参加", "退出"}};

constexpr Choice visit_modes[] = {{1, "at_home", "上门", "入户"}, {2, "by_phone", "电话"}, {3, "paired", "结对"}, {4, "neighbour", "邻里"}};
constexpr Choice fine_or_not[] = {{1, "fine", "都好"}, {2, "trouble", "有事"}};
constexpr Choice outcomes[] = {{1, "well", "平安"}, {2, "come_again", "要再来"}, {3, "needs_help", "要人帮"}, {4, "urgent", "马上求助"}};

// The tens digit says which of the four rows a matter belongs to; 9 is "something else" of that row.
constexpr Choice visit_matters[] = {{11, "food_short", "粮油不够"}, {12, "clothes_thin", "衣被薄"}, {13, "no_heating", "没煤没暖"}, {19, "basics_other", "吃穿用别的"},
                                    {21, "chimney", "烟筒不通"},   {22, "wiring", "电线老"},      {23, "slippery", "地滑"},        {29, "safety_other", "住处别的"},
                                    {31, "no_visits", "儿女久没来"}, {32, "quarrel", "闹意见"},   {33, "bereaved", "走了亲人"},    {39, "family_other", "家里别的"},
                                    {41, "silent", "不爱说话"},    {42, "sleepless", "睡不好"},   {43, "despair", "想不开"},       {49, "mood_other", "心里别的"}};

constexpr Choice services[] = {{1, "chat", "聊天", "陪聊|陪伴"}, {2, "cook", "做饭", "助餐|送餐"},   {3, "clean", "打扫", "助洁|家务"},
                               {4, "bath", "洗澡", "助浴"},      {5, "clinic", "看病", "助医|陪诊"}, {6, "errand", "代买", "助急|代办|跑腿"},
                               {7, "walk", "散步", "助行"},      {8, "fix", "修补", "维修"},         {9, "other", "别的", "其他|其它"}};

constexpr Choice proofs[] = {
    {1, "mark_on_screen", "屏上画个记号"}, {2, "own_code", "说自己的口令"}, {3, "witness", "旁边有人作证"}, {4, "lead", "站长来认"}, {5, "not_yet", "还没认"}};

constexpr Choice device_kinds[] = {{1, "tablet", "平板"}, {2, "pc", "电脑"}, {3, "phone", "手机"}, {4, "hub", "中心"}};
constexpr Choice revocation_kinds[] = {{1, "device", "设备"}, {2, "profile", "某人的钥匙"}, {3, "role_grant", "一项权限"}};
constexpr Choice revocation_reasons[] = {{1, "lost", "丢了"}, {2, "stolen", "被偷了"}, {3, "left", "不再做了"}, {4, "replaced", "换了新的"}, {5, "misused", "乱用"}, {6, "mistake", "发错了"}};
constexpr Choice redaction_reasons[] = {{1, "asked", "本人要求"}, {2, "family_asked", "家属要求"}, {3, "wrong_person", "写错了人"}, {4, "retention", "到了保存期限"}, {5, "ordered", "依法要求"}};
constexpr Choice cut_reasons[] = {{1, "revoked", "已停用"}, {2, "forked", "一台变成了两台"}};
constexpr Choice admission_reasons[] = {{1, "checked", "核对过，属实"}, {2, "witnessed", "有人作证"}, {3, "other_branch", "另一台上记的"}};
constexpr Choice consent_subjects[] = {{1, "register", "登记"}, {2, "share", "报给上级部门"}, {3, "photo", "拍照"}, {4, "notice", "公示"}, {5, "health", "记录健康情况"}, {6, "closed_after_death", "身后不给家人"}};
constexpr Choice privacy_classes[] = {{2, "contact", "联系方式"}, {3, "personal", "个人"}, {4, "health", "健康"}, {5, "poverty", "困难情况"}, {6, "whereabouts", "行踪"}};
constexpr Choice access_reasons[] = {{1, "visit", "探访要用"}, {2, "call", "要打电话"}, {3, "correct", "核对、更正"}, {4, "benefit", "办补贴"}, {5, "emergency", "急事"}, {6, "report", "上报要用"}, {7, "copy", "给本人一份"}, {8, "print", "印了一份"}, {9, "other", "别的"}, {10, "new_pin", "重设密码"}, {11, "relative", "给家里人的"}};
constexpr Choice account_kinds[] = {{1, "member", "个人"}, {2, "station_pool", "站里公用"}, {3, "grant_fund", "起始发放"}, {4, "issued", "发出总数"},
                                    {5, "reserve", "社区备用"}, {6, "suspense", "待查"}, {7, "receivable", "冲正待收"}, {8, "settlement", "跨站结算"}};
constexpr Choice posting_kinds[] = {{1, "earn", "存入"}, {2, "spend", "支取"}, {3, "gift", "转赠"}, {4, "donate", "捐赠"}, {5, "start_up", "起始发放"},
                                    {6, "expire", "到期"}, {7, "inherit", "继承"}, {8, "reverse", "冲正"}, {9, "across", "跨站"}};
constexpr Choice right_kinds[] = {{1, "grant", "发放"}, {2, "give_back", "交回"}, {3, "move", "转到别的设备"}, {4, "close", "收回"}};
constexpr Choice settlement_kinds[] = {{1, "settle", "结清"}, {2, "withdraw", "撤销"}};
constexpr Choice role_kinds[] = {{1, "volunteer", "志愿者"}, {2, "station_lead", "站长"}, {3, "county_admin", "县里管理员"}, {4, "hub", "中心"},
                               {5, "township_staff", "乡镇工作人员"}, {6, "peer_helper", "互助员"}};

// -- fields ----------------------------------------------------------------------------------------
constexpr Field scope_fields[] = {
    {scope::area, "area", F::area, M::reg, P::open, V::area_code, "区划代码", "", {}, true, true},
    {scope::name, "name", F::text, M::reg, P::open, V::short_text, "地名", "", {}, true},
    {scope::kind, "kind", F::choice, M::reg, P::open, V::any, "哪一级", "", scope_kinds, true},
    {scope::work_scope, "work_scope", F::integer, M::reg, P::open, V::any, "记录存放处", "", {}, true, true},
    {scope::valid_from, "valid_from", F::date, M::reg, P::open, V::due_date, "启用日期"},
    {scope::valid_to, "valid_to", F::date, M::reg, P::open, V::due_date, "停用日期"},
};

constexpr Field station_fields[] = {
    {station::name, "name", F::text, M::reg, P::open, V::short_text, "站名", "站点名称|机构名称|名称", {}, true},
    {station::area, "area", F::area, M::reg, P::open, V::area_code, "哪个村", "区划代码|村（社区）代码", {}, true, true},
    {station::kind, "kind", F::choice, M::reg, P::open, V::any, "哪一类", "类型|机构类型", station_kinds, true},
    {station::opened_on, "opened_on", F::date, M::reg, P::open, V::past_date, "哪天开的", "启用时间|成立时间"},
    {station::phone, "phone", F::text, M::reg, P::open, V::phone, "电话", "联系电话"},
};

constexpr Field person_fields[] = {
    {person::name, "name", F::text, M::reg, P::open, V::person_name, "姓名", "老人姓名|老年人姓名|名字|姓名(必填)", {}, true, true},
    {person::sex, "sex", F::choice, M::reg, P::open, V::any, "性别", "男女", sexes},
    {person::birth_date, "birth_date", F::date, M::reg, P::personal, V::birth_date, "出生日期", "出生年月|出生年月日|生日|出生", {}, false, true},
    {person::resident_id, "resident_id", F::text, M::reg, P::personal, V::resident_id, "身份证号", "身份证|身份证号码|公民身份号码|证件号码|证件号", {}, false, true},
    {person::phone, "phone", F::text, M::reg, P::contact, V::phone, "电话", "联系电话|手机|手机号|手机号码|本人电话|老人电话|联系方式", {}, false, true},
    {person::area, "area", F::area, M::reg, P::open, V::area_code, "哪个村", "区划代码|行政区划代码|村|村（社区）|村社区|所属村|村居|所在村|社区", {}, true, true},
    {person::group_name, "group_name", F::text, M::reg, P::contact, V::short_text, "哪一社", "社|组|村民小组|小组|社（组）|楼栋"},
    {person::address, "address", F::text, M::reg, P::contact, V::address, "哪一社、哪一家", "住址|家庭住址|地址|现住址|居住地址|详细地址|户籍地址"},
    {person::living, "living", F::choice, M::reg, P::personal, V::any, "跟谁住", "居住情况|居住状况|居住方式", livings},
    {person::tags, "tags", F::choice, M::set, P::poverty, V::any, "哪些情况", "人员类别|类别|标签|困难类型|对象类别|老人类别|备注类别", person_tags},
    {person::care_level, "care_level", F::choice, M::reg, P::health, V::any, "自己能不能料理", "能力等级|自理能力|失能等级|自理情况|失能情况", care_levels},
    {person::allergy, "allergy", F::text, M::safety, P::health, V::short_text, "过敏", "过敏史|过敏药物"},
    {person::medicine, "medicine", F::text, M::safety, P::health, V::short_text, "常吃的药", "用药|服药情况|长期用药"},
    {person::hearing, "hearing", F::text, M::reg, P::health, V::short_text, "耳朵眼睛", "听力|视力|听力视力"},
    {person::spare_key, "spare_key", F::text, M::reg, P::whereabouts, V::short_text, "备用钥匙", "钥匙"},
    {person::stove, "stove", F::text, M::reg, P::whereabouts, V::short_text, "炉子", "取暖方式|炉子取暖"},
    {person::contact_name, "contact_name", F::text, M::safety, P::contact, V::person_name, "有急事找谁", "紧急联系人|联系人|紧急联系人姓名|监护人|赡养人"},
    {person::contact_relation, "contact_relation", F::choice, M::safety, P::contact, V::any, "是老人的", "关系|与老人关系|与本人关系|联系人关系", relations},
    {person::contact_phone, "contact_phone", F::text, M::safety, P::contact, V::phone, "找他的电话", "紧急联系电话|联系人电话|紧急联系人电话|监护人电话|赡养人电话"},
    {person::consent_kind, "consent_kind", F::choice, M::reg, P::personal, V::any, "同意登记", "同意方式|知情同意", consents},
    {person::consent_on, "consent_on", F::date, M::reg, P::personal, V::past_date, "哪天同意的", "同意日期"},
    {person::roles, "roles", F::choice, M::set, P::open, V::any, "身份", "角色|人员身份", person_roles},
    {person::note, "note", F::text, M::reg, P::personal, V::note, "还想说一句", "备注|说明"},
    {person::household, "household", F::text, M::reg, P::personal, V::short_text, "户号", "户编号|户口簿号|家庭编号", {}, false, true},
    {person::ended_kind, "ended_kind", F::choice, M::reg, P::personal, V::any, "为什么不再看", "注销原因|去向", ended_kinds},
    {person::ended_on, "ended_on", F::date, M::reg, P::personal, V::past_date, "哪天起", "注销日期|去世日期|迁出日期"},
    {person::registered_on, "registered_on", F::date, M::reg, P::open, V::past_date, "哪天登记的", "登记日期|建档日期"},
    {person::visit_every_days, "visit_every_days", F::integer, M::reg, P::open, V::interval_days, "几天看一次", "探访周期|探访间隔|巡访周期（天）"},
    {person::same_as, "same_as", F::reference, M::set, P::personal, V::any, "和谁是同一个人"},
    {person::home_scope, "home_scope", F::integer, M::reg, P::open, V::any, "迁到哪里"},
    {person::photo, "photo", F::blob, M::reg, P::personal, V::any, "照片", "", {}, false, true},
    {person::not_same_as, "not_same_as", F::reference, M::set, P::personal, V::any, "和谁不是同一个人"},
};

constexpr Field visit_fields[] = {
    {visit::elder, "elder", F::reference, M::reg, P::personal, V::any, "看了谁", "", {}, true, true},
    {visit::visitor, "visitor", F::reference, M::reg, P::open, V::any, "谁看的", "", {}, true, true},
    {visit::mode, "mode", F::choice, M::reg, P::open, V::any, "怎么看的", "", visit_modes, true},
    {visit::happened_at, "happened_at", F::time, M::reg, P::whereabouts, V::past_time, "什么时候", "", {}, true, true},
    {visit::basics, "basics", F::choice, M::reg, P::health, V::any, "吃穿用", "", fine_or_not},
    {visit::safety, "safety", F::choice, M::reg, P::personal, V::any, "住得安全", "", fine_or_not},
    {visit::family, "family", F::choice, M::reg, P::personal, V::any, "家里人", "", fine_or_not},
    {visit::mood, "mood", F::choice, M::reg, P::health, V::any, "心里头", "", fine_or_not},
    {visit::outcome, "outcome", F::choice, M::reg, P::personal, V::any, "这回怎么样", "", outcomes, true},
    {visit::matters, "matters", F::choice, M::set, P::health, V::any, "有啥事", "", visit_matters},
    {visit::follow_up, "follow_up", F::text, M::reg, P::personal, V::short_text, "接着要办的"},
    {visit::follow_up_by, "follow_up_by", F::date, M::reg, P::open, V::due_date, "哪天前办好", "", {}, false, true},
    {visit::note, "note", F::text, M::reg, P::health, V::note, "还想说一句"},
    {visit::voice, "voice", F::blob, M::reg, P::health, V::any, "说的一段话", "", {}, false, true},
};

constexpr Field time_entry_fields[] = {
    {time_entry::helper, "helper", F::reference, M::reg, P::open, V::any, "谁帮的", "", {}, true, true},
    {time_entry::elder, "elder", F::reference, M::reg, P::personal, V::any, "帮了谁", "", {}, true, true},
    {time_entry::service, "service", F::choice, M::reg, P::open, V::any, "做了什么", "", services, true},
    {time_entry::minutes, "minutes", F::minutes, M::reg, P::open, V::minutes_of_entry, "多长时间", "", {}, true},
    {time_entry::happened_on, "happened_on", F::date, M::reg, P::whereabouts, V::past_date, "哪一天", "", {}, true, true},
    {time_entry::proof, "proof", F::choice, M::reg, P::open, V::any, "请她认", "", proofs},
    {time_entry::note, "note", F::text, M::reg, P::personal, V::note, "还想说一句"},
};

constexpr Field device_fields[] = {
    {device::public_key, "public_key", F::bytes, M::reg, P::open, V::public_key, "设备公钥", "", {}, true, true},
    {device::name, "name", F::text, M::reg, P::open, V::short_text, "设备名", "", {}, true},
    {device::area, "area", F::area, M::reg, P::open, V::area_code, "放在哪", "", {}, true},
    {device::kind, "kind", F::choice, M::reg, P::open, V::any, "哪一种", "", device_kinds, true},
    {device::issued_at, "issued_at", F::time, M::reg, P::open, V::any, "发证时间"},
    {device::expires_at, "expires_at", F::time, M::reg, P::open, V::any, "到期时间"},
    {device::box_key, "box_key", F::bytes, M::reg, P::open, V::public_key, "收件公钥"},
};

constexpr Field role_grant_fields[] = {
    {role_grant::profile, "profile", F::reference, M::reg, P::open, V::any, "给谁", "", {}, true, true},
    {role_grant::role, "role", F::choice, M::reg, P::open, V::any, "做什么", "", role_kinds, true},
    {role_grant::area, "area", F::area, M::reg, P::open, V::area_code, "在哪", "", {}, true},
    {role_grant::ends_on, "ends_on", F::date, M::reg, P::open, V::due_date, "到哪天"},
};

constexpr Field profile_fields[] = {
    {profile::public_key, "public_key", F::bytes, M::reg, P::open, V::public_key, "本人公钥", "", {}, true, true},
    {profile::person_name, "person_name", F::text, M::reg, P::open, V::person_name, "姓名", "", {}, true},
    {profile::short_name, "short_name", F::text, M::reg, P::open, V::person_name, "怎么称呼", "", {}, true},
    {profile::person, "person", F::reference, M::reg, P::open, V::any, "哪个人"},
    {profile::device, "device", F::reference, M::reg, P::open, V::any, "哪台设备"},
};

constexpr Field revocation_fields[] = {
    {revocation::kind, "kind", F::choice, M::reg, P::open, V::any, "停用什么", "", revocation_kinds, true},
    {revocation::target, "target", F::reference, M::reg, P::open, V::any, "停用谁", "", {}, true, true},
    {revocation::reason, "reason", F::choice, M::reg, P::open, V::any, "为什么", "", revocation_reasons, true},
    {revocation::note, "note", F::text, M::reg, P::open, V::short_text, "说明"},
};

// dots: author u64, epoch u32, seq u64, big-endian, one after the other; strictly rising.
constexpr Field redaction_fields[] = {
    {redaction::scope, "of_scope", F::integer, M::reg, P::open, V::any, "哪里的记录", "", {}, true, true},
    {redaction::dots, "dots", F::bytes, M::reg, P::open, V::any, "哪几笔", "", {}, true},
    {redaction::reason, "reason", F::choice, M::reg, P::open, V::any, "为什么", "", redaction_reasons, true},
};

constexpr Field cut_fields[] = {
    {cut::author, "author", F::integer, M::reg, P::open, V::any, "哪台设备", "", {}, true, true},
    {cut::epoch, "epoch", F::integer, M::reg, P::open, V::any, "第几本", "", {}, true},
    {cut::seq, "seq", F::integer, M::reg, P::open, V::any, "到第几笔", "", {}, true},
    {cut::chain, "chain", F::bytes, M::reg, P::open, V::any, "到那一笔的校验"},
    {cut::actor, "actor", F::reference, M::reg, P::open, V::any, "只限谁写的"},
    {cut::revocation, "revocation", F::reference, M::reg, P::open, V::any, "依据哪次停用"},
    {cut::reason, "reason", F::choice, M::reg, P::open, V::any, "为什么", "", cut_reasons, true},
};

constexpr Field admission_fields[] = {
    {admission::author, "author", F::integer, M::reg, P::open, V::any, "哪台设备", "", {}, true},
    {admission::epoch, "epoch", F::integer, M::reg, P::open, V::any, "第几本", "", {}, true},
    {admission::seq_from, "seq_from", F::integer, M::reg, P::open, V::any, "从第几笔", "", {}, true},
    {admission::seq_to, "seq_to", F::integer, M::reg, P::open, V::any, "到第几笔", "", {}, true},
    {admission::chain, "chain", F::bytes, M::reg, P::open, V::any, "到那一笔的校验", "", {}, true, true},
    {admission::reason, "reason", F::choice, M::reg, P::open, V::any, "凭什么追认", "", admission_reasons, true},
};

constexpr Field pin_reset_fields[] = {
    {pin_reset::before, "before", F::reference, M::reg, P::open, V::any, "原来的钥匙", "", {}, true, true},
    {pin_reset::after, "after", F::reference, M::reg, P::open, V::any, "新的钥匙", "", {}, true, true},
};

constexpr Field renewal_fields[] = {
    {renewal::device, "device", F::reference, M::reg, P::open, V::any, "哪台设备", "", {}, true, true},
    {renewal::until, "until", F::time, M::reg, P::open, V::any, "用到什么时候"},
};

constexpr Field consent_fields[] = {
    {consent::person, "person", F::reference, M::reg, P::personal, V::any, "谁的", "", {}, true, true},
    {consent::what, "what", F::choice, M::reg, P::personal, V::any, "同意什么", "", consent_subjects, true},
    {consent::kind, "kind", F::choice, M::reg, P::personal, V::any, "怎么同意的", "", consents, true},
    {consent::given_by, "given_by", F::text, M::reg, P::personal, V::person_name, "谁说的"},
    {consent::witness, "witness", F::text, M::reg, P::personal, V::person_name, "谁在场"},
    {consent::happened_on, "happened_on", F::date, M::reg, P::personal, V::past_date, "哪一天", "", {}, true},
    {consent::withdraws, "withdraws", F::reference, M::reg, P::personal, V::any, "撤回哪一次的"},
    {consent::mark, "mark", F::bytes, M::reg, P::personal, V::any, "签的字、按的印"},
};

constexpr Field access_fields[] = {
    {access::person, "person", F::reference, M::reg, P::personal, V::any, "看了谁的", "", {}, true, true},
    {access::privacy, "privacy", F::choice, M::reg, P::personal, V::any, "看了哪一类", "", privacy_classes, true},
    {access::reason, "reason", F::choice, M::reg, P::personal, V::any, "为什么看", "", access_reasons},
    {access::note, "note", F::text, M::reg, P::personal, V::short_text, "说明"},
    {access::happened_at, "happened_at", F::time, M::reg, P::personal, V::past_time, "什么时候", "", {}, true, true},
};

constexpr Field claim_fields[] = {
    {claim::slot, "slot", F::reference, M::reg, P::open, V::any, "接哪一件", "", {}, true, true},
    {claim::helper, "helper", F::reference, M::reg, P::open, V::any, "谁接", "", {}, true, true},
    {claim::on, "on_day", F::date, M::reg, P::open, V::due_date, "哪一天"},
};

constexpr Field move_fields[] = {
    {move::person, "person", F::reference, M::reg, P::personal, V::any, "谁", "", {}, true, true},
    {move::from_scope, "from_scope", F::integer, M::reg, P::open, V::any, "从哪里", "", {}, true},
};

constexpr Field account_fields[] = {
    {account::kind, "kind", F::choice, M::reg, P::open, V::any, "哪一种", "", account_kinds, true},
    {account::person, "person", F::reference, M::reg, P::personal, V::any, "谁的", "", {}, false, true},
    {account::alias, "alias", F::text, M::reg, P::open, V::short_text, "户号"},
    {account::floor_minutes, "floor_minutes", F::integer, M::reg, P::open, V::any, "最低到多少分钟"},
};

// minutes is above zero; uses: grant u64, minutes varint, one after the other, grants strictly rising.
constexpr Field posting_fields[] = {
    {posting::kind, "kind", F::choice, M::reg, P::open, V::any, "哪一种", "", posting_kinds, true},
    {posting::from, "from_account", F::reference, M::reg, P::open, V::any, "从哪个户头", "", {}, true, true},
    {posting::to, "to_account", F::reference, M::reg, P::open, V::any, "到哪个户头", "", {}, true, true},
    {posting::minutes, "minutes", F::minutes, M::reg, P::open, V::any, "多少分钟", "", {}, true},
    {posting::about, "about", F::reference, M::reg, P::personal, V::any, "为哪一件", "", {}, false, true},
    {posting::service, "service", F::choice, M::reg, P::open, V::any, "做了什么", "", services},
    {posting::proof, "proof", F::choice, M::reg, P::open, V::any, "怎么认的", "", proofs},
    {posting::happened_on, "happened_on", F::date, M::reg, P::whereabouts, V::past_date, "哪一天", "", {}, false, true},
    {posting::pending, "pending", F::boolean, M::reg, P::open, V::any, "待结"},
    {posting::uses, "uses", F::bytes, M::reg, P::open, V::any, "用哪几笔额度"},
    {posting::reverses, "reverses", F::reference, M::reg, P::open, V::any, "冲哪一笔", "", {}, false, true},
    {posting::other_scope, "other_scope", F::integer, M::reg, P::open, V::any, "对方在哪里"},
    {posting::other_posting, "other_posting", F::reference, M::reg, P::open, V::any, "对方的那一笔", "", {}, false, true},
};

// through: author u64, epoch u32, seq u64, hash8 u64, big-endian, one after the other; strictly rising.
constexpr Field right_fields[] = {
    {right::kind, "kind", F::choice, M::reg, P::open, V::any, "哪一种", "", right_kinds, true},
    {right::grant, "grant_id", F::reference, M::reg, P::open, V::any, "哪一笔额度", "", {}, false, true},
    {right::account, "account", F::reference, M::reg, P::open, V::any, "哪个户头", "", {}, false, true},
    {right::device, "device", F::integer, M::reg, P::open, V::any, "哪台设备"},
    {right::to_device, "to_device", F::integer, M::reg, P::open, V::any, "转给哪台设备"},
    {right::minutes, "minutes", F::minutes, M::reg, P::open, V::any, "多少分钟"},
    {right::lease_until, "lease_until", F::time, M::reg, P::open, V::any, "用到什么时候"},
    {right::through, "through", F::bytes, M::reg, P::open, V::any, "各台设备到第几笔"},
};

constexpr Field settlement_fields[] = {
    {settlement::kind, "kind", F::choice, M::reg, P::open, V::any, "哪一种", "", settlement_kinds, true},
    {settlement::intent, "intent", F::reference, M::reg, P::open, V::any, "哪一笔待结", "", {}, true, true},
};

// -- entities --------------------------------------------------------------------------------------
constexpr Entity table[] = {
    {EntityType::scope, "scope", "地方", scope_fields, Home::authority, Life::lasting},
    {EntityType::station, "station", "互助站", station_fields, Home::work, Life::lasting},
    {EntityType::person, "person", "人", person_fields, Home::work, Life::lasting},
    {EntityType::visit, "visit", "探访", visit_fields, Home::work, Life::event},
    {EntityType::time_entry, "time_entry", "时长", time_entry_fields, Home::work, Life::event},
    {EntityType::device, "device", "设备", device_fields, Home::authority, Life::lasting},
    {EntityType::role_grant, "role_grant", "权限", role_grant_fields, Home::authority, Life::lasting},
    {EntityType::profile, "profile", "使用人", profile_fields, Home::authority, Life::lasting},
    {EntityType::revocation, "revocation", "停用", revocation_fields, Home::authority, Life::once},
    {EntityType::redaction, "redaction", "涂去", redaction_fields, Home::authority, Life::once},
    {EntityType::cut, "cut", "截止", cut_fields, Home::either, Life::once},
    {EntityType::admission, "admission", "追认", admission_fields, Home::work, Life::once, true},
    {EntityType::pin_reset, "pin_reset", "重设密码", pin_reset_fields, Home::authority, Life::once},
    {EntityType::consent, "consent", "同意书", consent_fields, Home::work, Life::once, true},
    {EntityType::access, "access", "谁看过", access_fields, Home::work, Life::once},
    {EntityType::claim, "claim", "接单", claim_fields, Home::work, Life::event},
    {EntityType::move, "move", "迁入", move_fields, Home::work, Life::once},
    {EntityType::account, "account", "时间户头", account_fields, Home::work, Life::lasting},
    {EntityType::posting, "posting", "时间账", posting_fields, Home::work, Life::once},
    {EntityType::right, "right_record", "离线额度", right_fields, Home::work, Life::once},
    {EntityType::settlement, "settlement", "结清", settlement_fields, Home::work, Life::once},
    {EntityType::renewal, "renewal", "延长", renewal_fields, Home::authority, Life::once},
};

// Ids count from 1 without holes, so that a look-up is an index.
constexpr bool ids_are_dense() {
  std::uint8_t type = 0;
  for (const Entity& entity : table) {
    if (static_cast<std::uint8_t>(entity.type) != ++type) return false;
    std::uint16_t id = 0;
    for (const Field& field : entity.fields)
      if (field.id != ++id) return false;
  }
  return true;
}
static_assert(ids_are_dense());

}  // namespace

std::span<const Entity> entities() { return table; }

const Entity* find(EntityType type) {
  const auto index = static_cast<std::size_t>(type) - 1;
  return index < std::size(table) ? &table[index] : nullptr;
}

const Entity* find(std::string_view name) {
  for (const Entity& entity : table)
    if (entity.name == name) return &entity;
  return nullptr;
}

const Field* find(const Entity& entity, std::uint16_t field_id) {
  const std::size_t index = static_cast<std::size_t>(field_id) - 1;
  return index < entity.fields.size() ? &entity.fields[index] : nullptr;
}

const Field* find(const Entity& entity, std::string_view field_name) {
  for (const Field& field : entity.fields)
    if (field.name == field_name) return &field;
  return nullptr;
}

const Choice* find_choice(const Field& field, std::int64_t value) {
  for (const Choice& choice : field.choices)
    if (choice.value == value) return &choice;
  return nullptr;
}

}  // namespace huzhu::model
