using System.Net.Http.Json;
using Mmei.Contracts.Api.V1;

namespace Mmei.Client;

public sealed partial class MmeiClient
{
    /// <summary>The policy in force, and what it has learned: <c>GET /v1/policy</c>.</summary>
    public Task<LearnedPolicy> GetPolicyAsync(CancellationToken cancellationToken = default) =>
        GetAsync<LearnedPolicy>(Relative("v1/policy"), cancellationToken);

    /// <summary>Sets which policy explores, and how much; what it has learned stays: <c>PUT /v1/policy/exploration</c>.</summary>
    /// <param name="request">Which, and how much.</param>
    /// <param name="force">Even where it would have to be judged first: see <see cref="PromotePolicyAsync"/>.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<LearnedPolicy> SetExplorationAsync(
        ExplorationRequest request, bool force = false, CancellationToken cancellationToken = default)
    {
        using var answer = await http.PutAsJsonAsync(
            Relative($"v1/policy/exploration{Forced(force)}"), request, MmeiJson.Options, cancellationToken);
        return await ReadAsync<LearnedPolicy>(answer, cancellationToken);
    }

    /// <summary>What another policy would have earned: <c>POST /v1/policy:evaluate</c>.</summary>
    public Task<PolicyEvaluation> EvaluatePolicyAsync(EvaluationRequest request, CancellationToken cancellationToken = default) =>
        JudgeAsync("v1/policy:evaluate", request, cancellationToken);

    /// <summary>Puts a policy in force that passes the gate: <c>POST /v1/policy:promote</c>.</summary>
    /// <param name="request">Which, and what is asked of it.</param>
    /// <param name="force">Whatever the evaluation says.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public Task<PolicyEvaluation> PromotePolicyAsync(
        EvaluationRequest request, bool force = false, CancellationToken cancellationToken = default) =>
        JudgeAsync($"v1/policy:promote{Forced(force)}", request, cancellationToken);

    /// <summary>The policies that are kept: <c>GET /v1/policy/snapshots</c>.</summary>
    public Task<SnapshotList> GetSnapshotsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<SnapshotList>(Relative("v1/policy/snapshots"), cancellationToken);

    /// <summary>Holds the policy as it is in force, while learning goes on: <c>POST /v1/policy:freeze</c>.</summary>
    public Task<LearnedPolicy> FreezePolicyAsync(CancellationToken cancellationToken = default) =>
        ChangePolicyAsync("v1/policy:freeze", content: null, cancellationToken);

    /// <summary>Puts the latest policy in force again: <c>POST /v1/policy:unfreeze</c>.</summary>
    public Task<LearnedPolicy> UnfreezePolicyAsync(CancellationToken cancellationToken = default) =>
        ChangePolicyAsync("v1/policy:unfreeze", content: null, cancellationToken);

    /// <summary>Holds a snapshot in force: <c>POST /v1/policy:rollback</c>.</summary>
    /// <param name="version">One of <see cref="GetSnapshotsAsync"/>.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<LearnedPolicy> RollPolicyBackAsync(long version, CancellationToken cancellationToken = default)
    {
        using var content = JsonContent.Create(new RollbackRequest { Version = version }, options: MmeiJson.Options);
        return await ChangePolicyAsync("v1/policy:rollback", content, cancellationToken);
    }

    /// <summary>The experiments, the latest first, without their results: <c>GET /v1/experiments</c>.</summary>
    public Task<ExperimentList> GetExperimentsAsync(CancellationToken cancellationToken = default) =>
        GetAsync<ExperimentList>(Relative("v1/experiments"), cancellationToken);

    /// <summary>An experiment with what came of each arm: <c>GET /v1/experiments/{name}</c>.</summary>
    public Task<ExperimentAnswer> GetExperimentAsync(string name, CancellationToken cancellationToken = default) =>
        GetAsync<ExperimentAnswer>(ExperimentAddress(name), cancellationToken);

    /// <summary>Starts an experiment; sent again as it is, it changes nothing: <c>PUT /v1/experiments/{name}</c>.</summary>
    public async Task<ExperimentAnswer> StartExperimentAsync(
        string name, ExperimentRequest request, CancellationToken cancellationToken = default)
    {
        using var answer = await http.PutAsJsonAsync(ExperimentAddress(name), request, MmeiJson.Options, cancellationToken);
        return await ReadAsync<ExperimentAnswer>(answer, cancellationToken);
    }

    /// <summary>Ends an experiment; its results stay: <c>POST /v1/experiments/{name}:stop</c>.</summary>
    public async Task<ExperimentAnswer> StopExperimentAsync(string name, CancellationToken cancellationToken = default)
    {
        using var answer = await http.PostAsync(Relative($"{ExperimentAddress(name)}:stop"), content: null, cancellationToken);
        return await ReadAsync<ExperimentAnswer>(answer, cancellationToken);
    }

    private async Task<LearnedPolicy> ChangePolicyAsync(string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsync(Relative(path), content, cancellationToken);
        return await ReadAsync<LearnedPolicy>(answer, cancellationToken);
    }

    private async Task<PolicyEvaluation> JudgeAsync(string path, EvaluationRequest request, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(Relative(path), request, MmeiJson.Options, cancellationToken);
        return await ReadAsync<PolicyEvaluation>(answer, cancellationToken);
    }

    private static string Forced(bool force) => force ? "?force=true" : "";

    private static Uri ExperimentAddress(string name) => Relative($"v1/experiments/{Uri.EscapeDataString(name)}");
}
