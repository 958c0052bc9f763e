using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Mmei.Testing.Qdrant;
using Qdrant.Client;

namespace Mmei.Compat.Qdrant.Tests;

public sealed class When_a_call_goes_wrong : ServerFixture
{
    public static TheoryData<StatusCode> Codes => [.. Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Should_report_the_status_of_the_headers(StatusCode code)
    {
        Server.Fail(Faults.Status(code, "no, 100% — sorry"));

        var failure = await FailureAsync();

        failure.StatusCode.ShouldBe(code);
        failure.Status.Detail.ShouldBe("no, 100% — sorry");
    }

    [Fact]
    public async Task Should_report_the_status_of_the_trailers()
    {
        Server.Fail(Faults.StatusAfterMessage(StatusCode.DataLoss, "half of it is gone"));

        var failure = await FailureAsync();

        failure.StatusCode.ShouldBe(StatusCode.DataLoss);
        failure.Status.Detail.ShouldBe("half of it is gone");
    }

    [Theory]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(200, StatusCode.Cancelled)]
    public async Task Should_translate_an_answer_that_is_no_grpc(int http, StatusCode code)
    {
        Server.Fail(Faults.Http(http));

        (await FailureAsync()).StatusCode.ShouldBe(code);
    }

    [Fact]
    public async Task Should_notice_a_reset_in_the_middle_of_an_answer()
    {
        Server.Fail(Faults.Cut);

        (await FailureAsync()).StatusCode.ShouldBeOneOf(StatusCode.Unavailable, StatusCode.Internal);
    }

    [Fact]
    public async Task Should_notice_an_answer_that_ends_early()
    {
        Server.Fail(Faults.Truncate);

        var failure = await FailureAsync();

        failure.StatusCode.ShouldBe(StatusCode.Internal);
        failure.Status.Detail.ShouldContain("50 of 100 bytes");
    }

    [Fact]
    public async Task Should_notice_a_missing_status_or_message()
    {
        Server.Fail(Faults.NoStatus, Faults.NoMessage);

        (await FailureAsync()).StatusCode.ShouldBe(StatusCode.Cancelled);
        (await FailureAsync()).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task Should_refuse_an_answer_that_is_too_large()
    {
        Server.Fail(Faults.Announce(64 * 1024 * 1024));

        (await FailureAsync()).StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Should_refuse_bytes_that_are_no_message()
    {
        Server.Fail(Faults.Message([0xff, 0xff, 0xff]));

        (await FailureAsync()).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task Should_give_up_at_the_deadline_and_tell_the_server_of_it()
    {
        using var hasty = new QdrantClient(Server.Address, grpcTimeout: TimeSpan.FromMilliseconds(900));
        await hasty.HealthAsync(Cancel); // so that connecting takes nothing of the deadline
        Server.Fail(Faults.Hang);
        var started = Stopwatch.GetTimestamp();

        var failure = await Should.ThrowAsync<RpcException>(hasty.HealthAsync(Cancel));

        failure.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        Stopwatch.GetElapsedTime(started).ShouldBeInRange(TimeSpan.FromMilliseconds(800), TimeSpan.FromSeconds(10));
        Server.Calls.Skip(1).Single().Headers["grpc-timeout"].ShouldMatch("^[0-9]{1,3}m$");
    }

    [Fact]
    public async Task Should_stop_when_the_caller_cancels()
    {
        Server.Fail(Faults.Hang);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        var failure = await Should.ThrowAsync<RpcException>(Client.HealthAsync(patience.Token));

        failure.StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    [Fact]
    public async Task Should_be_unavailable_when_nobody_listens()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        using var lonely = new QdrantClient("127.0.0.1", port);

        (await Should.ThrowAsync<RpcException>(lonely.HealthAsync(Cancel))).StatusCode.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task Should_serve_the_next_call_after_each_failure()
    {
        Server.Fail(Faults.Cut, Faults.Truncate, Faults.Http(503));
        for (var i = 0; i < 3; i++)
        {
            await FailureAsync();
        }

        (await Client.HealthAsync(Cancel)).Title.ShouldBe("fake qdrant");
    }

    private Task<RpcException> FailureAsync() => Should.ThrowAsync<RpcException>(Client.HealthAsync(Cancel));
}
