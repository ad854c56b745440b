//! The ways to candidates outside the company: customer contact (客户联系), acquisition links (获客助手) and WeChat customer
//! service (微信客服), each by one read that only an app with the right may do. Asked once the app itself is known to work.
//!
//! Never in here: a call that makes, changes or sends anything, or a conclusion. A company need not have these ways.

use beckon_model::DoctorStep;
use beckon_model::doctor::{Call, Fact};
use wecom::limits::KF_ACCOUNTS_COUNT;

use super::app::Looking;
use super::call::call;
use super::notes::count;

impl Looking<'_> {
    /// All three, side by side.
    pub(super) async fn outside(&self) {
        tokio::join!(self.customers(), self.acquisition(), self.service());
    }

    async fn customers(&self) {
        let (notes, step) = (self.notes, DoctorStep::Customers);
        let asked =
            call(notes, step, Call::FollowUsers, self.host, || self.client.externalcontact_get_follow_user_list())
                .await;
        if let Ok(colleagues) = asked {
            notes.see(step, Fact::Colleagues { count: count(colleagues.len()) });
        }
    }

    async fn acquisition(&self) {
        let (notes, step) = (self.notes, DoctorStep::Acquisition);
        if let Ok(quota) = call(notes, step, Call::Quota, self.host, || self.client.customer_acquisition_quota()).await
        {
            let balance = u32::try_from(quota.balance.max(0)).unwrap_or(u32::MAX);
            notes.see(step, Fact::Quota { balance });
        }
    }

    /// The first page only: one account that the app manages is enough.
    async fn service(&self) {
        let (notes, step) = (self.notes, DoctorStep::Service);
        let first = || self.client.kf_account_list(0, KF_ACCOUNTS_COUNT);
        if let Ok(accounts) = call(notes, step, Call::ServiceAccounts, self.host, first).await {
            // An answer that does not say so leaves it open, and nobody is told that it is not so.
            let managed = accounts.iter().filter(|one| one.manage_privilege != Some(false)).count();
            let more = accounts.len() >= KF_ACCOUNTS_COUNT;
            notes.see(step, Fact::ServiceAccounts { count: count(accounts.len()), managed: count(managed), more });
        }
    }
}
