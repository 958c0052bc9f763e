using System.Net;
using System.Net.Http.Json;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Json;
using Mmei.Hosting.Tenancy;
using Mmei.Storage.Schema;
using Mmei.Testing.Servers;

namespace Mmei.Feedback.Tests.Consent;

/// <summary>What is kept of what people agreed to, whatever the database.</summary>
public abstract class ConsentConformance : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private FeedbackApp _app = null!;

    protected static SqlSchema Schema { get; } = SqlSchema.Embedded("feedback", typeof(FeedbackOptions).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await CreateDatabaseAsync();
        _app = await FeedbackApp.StartAsync(_database.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<TestDatabase> CreateDatabaseAsync();

    [Fact]
    public async Task Should_tell_what_was_agreed_to_and_since_when()
    {
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        (await StoreAsync("ann", """{ "image": true, "purpose": "recommendation" }""")).ShouldBe(HttpStatusCode.OK);

        var consent = await FindAsync("ann");

        (consent!.Image, consent.Audio, consent.Purpose).ShouldBe((true, false, "recommendation"));
        consent.StoredAt!.Value.ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Should_know_nothing_of_somebody_who_said_nothing() => (await FindAsync("nobody")).ShouldBeNull();

    [Fact]
    public async Task Should_put_the_latest_word_in_the_place_of_the_one_before()
    {
        await StoreAsync("ann", """{ "image": true, "audio": true, "purpose": "recommendation" }""");
        await StoreAsync("ann", """{ "audio": true, "purpose": "stories" }""");

        var consent = await FindAsync("ann");

        (consent!.Image, consent.Audio, consent.Purpose).ShouldBe((false, true, "stories"));
    }

    [Fact]
    public async Task Should_forget_what_is_withdrawn_and_take_it_as_often_as_it_is_said()
    {
        await StoreAsync("ann", """{ "image": true, "purpose": "recommendation" }""");
        using var first = await _app.Client.DeleteAsync("/v1/users/ann/consent", Token);
        using var second = await _app.Client.DeleteAsync("/v1/users/ann/consent", Token);

        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.NoContent, HttpStatusCode.NoContent));
        (await FindAsync("ann")).ShouldBeNull();
    }

    [Fact]
    public async Task Should_keep_people_and_tenants_apart()
    {
        await StoreAsync("ann", """{ "image": true, "purpose": "recommendation" }""");

        (await FindAsync("ben")).ShouldBeNull();
        (await FindAsync("ann", "globex")).ShouldBeNull();
    }

    [Fact]
    public async Task Should_be_erased_with_the_person()
    {
        await StoreAsync("ann", """{ "image": true, "purpose": "recommendation" }""");
        await StoreAsync("ben", """{ "image": true, "purpose": "recommendation" }""");
        using var erased = await _app.Client.DeleteAsync("/v1/users/ann", Token);

        (await FindAsync("ann")).ShouldBeNull();
        (await FindAsync("ben")).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{ "image": true }""")]
    [InlineData("""{ "image": true, "purpose": null }""")]
    [InlineData("""{ "image": true, "purpose": " " }""")]
    [InlineData("""{ "image": true, "purpose": "attention of students" }""")]
    public async Task Should_store_nothing_without_a_purpose_or_for_one_that_is_refused(string consent)
    {
        (await StoreAsync("ann", consent)).ShouldBe(HttpStatusCode.BadRequest);

        (await FindAsync("ann")).ShouldBeNull();
    }

    private async Task<HttpStatusCode> StoreAsync(string person, string consent)
    {
        using var body = new StringContent(consent, null, "application/json");
        using var answer = await _app.Client.PutAsync($"/v1/users/{person}/consent", body, Token);
        return answer.StatusCode;
    }

    private async Task<UserConsentAnswer?> FindAsync(string person, string? tenant = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/users/{person}/consent");
        if (tenant is not null)
        {
            request.Headers.Add(TenantContext.HeaderName, tenant);
        }

        using var answer = await _app.Client.SendAsync(request, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var consent = (await answer.Content.ReadFromJsonAsync<UserConsentAnswer>(JsonDefaults.Options, Token))!;
        (consent.Image || consent.Audio).ShouldBe(consent.Purpose is not null);
        return consent.StoredAt is null ? null : consent;
    }
}

public sealed class When_consent_is_kept_in_SQLite : ConsentConformance
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.SqliteAsync(Schema);
}

public sealed class When_consent_is_kept_in_PostgreSQL(PostgresServer server) : ConsentConformance
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => TestDatabase.PostgresAsync(Schema, server);
}
