using System.Diagnostics;
using Mmei.Contracts.V1;
using Mmei.Hosting.Tenancy;

namespace Mmei.Messaging.Tests;

public sealed class When_a_message_is_somebodys
{
    [Fact]
    public void Should_tell_logs_whose_it_is()
    {
        using var work = new Activity("consume").Start();

        TenantFilter<EncodeItem>.Tell(new EncodeItem { TenantId = "acme", ItemId = "i", Revision = 1, Title = "t", Description = "d" });

        TenantOfWork.Current.ShouldBe("acme");
    }

    [Fact]
    public void Should_tell_of_nobody_where_the_message_says_nothing()
    {
        using var work = new Activity("consume").Start();

        TenantFilter<Activity>.Tell(work);

        TenantOfWork.Current.ShouldBeNull();
    }
}
